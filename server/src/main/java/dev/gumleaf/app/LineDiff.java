package dev.gumleaf.app;

import java.util.ArrayList;
import java.util.List;

/** The lines in which two texts differ, by their longest common subsequence. */
final class LineDiff {
  /** Lines that are shown around what differs. */
  private static final int AROUND = 2;

  /** Lines of a text; longer ones are shown whole, because the table grows with their product. */
  private static final int LINES_MAX = 2_000;

  private LineDiff() {}

  /** Lines that begin with {@code -}, {@code +} or a space. */
  static List<String> of(String before, String after) {
    List<String> old = before.lines().toList();
    List<String> now = after.lines().toList();
    return old.size() > LINES_MAX || now.size() > LINES_MAX
        ? whole(old, now)
        : near(marked(old, now));
  }

  private static List<String> whole(List<String> old, List<String> now) {
    List<String> lines = new ArrayList<>();
    old.forEach(line -> lines.add("-" + line));
    now.forEach(line -> lines.add("+" + line));
    return lines;
  }

  private static List<String> marked(List<String> old, List<String> now) {
    int[][] common = new int[old.size() + 1][now.size() + 1];
    for (int i = old.size() - 1; i >= 0; i--) {
      for (int j = now.size() - 1; j >= 0; j--) {
        common[i][j] =
            old.get(i).equals(now.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    List<String> lines = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < old.size() || j < now.size()) {
      if (i < old.size() && j < now.size() && old.get(i).equals(now.get(j))) {
        lines.add(" " + old.get(i));
        i++;
        j++;
      } else if (j == now.size() || (i < old.size() && common[i + 1][j] >= common[i][j + 1])) {
        lines.add("-" + old.get(i++));
      } else {
        lines.add("+" + now.get(j++));
      }
    }
    return lines;
  }

  private static List<String> near(List<String> lines) {
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      int from = Math.max(0, i - AROUND);
      int until = Math.min(lines.size(), i + AROUND + 1);
      if (lines.subList(from, until).stream().anyMatch(line -> !line.startsWith(" "))) {
        shown.add(lines.get(i));
      } else if (!shown.isEmpty() && !shown.getLast().equals(" ...")) {
        shown.add(" ...");
      }
    }
    return shown;
  }
}
