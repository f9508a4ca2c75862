package dev.gumleaf.crash;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the system calls of a server, as {@code strace -f -y} wrote them down, and finds replies
 * that left before the bytes they promise were synced.
 */
final class SyncTrace {
  /** Thread, call, and the rest of the line. */
  private static final Pattern CALL = Pattern.compile("^(\\d+) +(?:\\d+\\.\\d+ )?(\\w+)\\((.*)$");

  private static final Pattern RESUMED =
      Pattern.compile("^(\\d+) +(?:\\d+\\.\\d+ )?<\\.\\.\\. (\\w+) resumed>(.*)$");

  private static final String JOURNAL = "journal.db-wal>";

  /** The line at which a batch's bytes were in the log file, by the batch's marker. */
  private final Map<String, Integer> written = new HashMap<>();

  /** The line at which the reply to a request began to leave, by its request id. */
  private final Map<String, Integer> replied = new HashMap<>();

  /** Begin and end lines of the syncs of the log file, in order. */
  private final List<int[]> syncs = new ArrayList<>();

  private final Map<String, String> unfinished = new HashMap<>();
  private final Map<String, Integer> unfinishedAt = new HashMap<>();

  /** What a trace shows about the replies that were looked for. */
  record Finding(int replies, int unsynced) {}

  /**
   * Holds a trace against what the clients saw.
   *
   * @param markers the marker in the body of each acknowledged request, by its request id
   */
  static Finding find(Path trace, Map<String, String> markers) throws IOException {
    SyncTrace sync = new SyncTrace();
    List<String> lines = Files.readAllLines(trace, StandardCharsets.ISO_8859_1);
    for (int i = 0; i < lines.size(); i++) {
      sync.read(lines.get(i), i, markers);
    }
    int replies = 0;
    int unsynced = 0;
    for (var marker : markers.entrySet()) {
      Integer reply = sync.replied.get(marker.getKey());
      if (reply != null) {
        replies++;
        unsynced += sync.isSynced(sync.written.get(marker.getValue()), reply) ? 0 : 1;
      }
    }
    return new Finding(replies, unsynced);
  }

  private boolean isSynced(@Nullable Integer write, int reply) {
    return write != null && syncs.stream().anyMatch(sync -> sync[0] > write && sync[1] < reply);
  }

  private void read(String line, int at, Map<String, String> markers) {
    Matcher resumed = RESUMED.matcher(line);
    if (resumed.matches()) {
      String thread = resumed.group(1);
      String call = unfinished.remove(thread);
      Integer began = unfinishedAt.remove(thread);
      if (call != null && began != null) {
        end(call, began, at);
      }
      return;
    }
    Matcher call = CALL.matcher(line);
    if (!call.matches()) {
      return;
    }
    String text = call.group(2) + "(" + call.group(3);
    begin(text, at, markers);
    if (line.endsWith("<unfinished ...>")) {
      unfinished.put(call.group(1), text);
      unfinishedAt.put(call.group(1), at);
    } else {
      end(text, at, at);
    }
  }

  private void begin(String call, int at, Map<String, String> markers) {
    int id = call.indexOf("X-Request-Id: ");
    if (id >= 0 && call.contains("HTTP/1.1 200")) {
      String requestId = call.substring(id + 14, call.indexOf('\\', id));
      if (markers.containsKey(requestId)) {
        replied.putIfAbsent(requestId, at);
      }
    }
  }

  private void end(String call, int began, int ended) {
    if (!call.contains(JOURNAL)) {
      return;
    }
    if (call.startsWith("fdatasync") || call.startsWith("fsync")) {
      syncs.add(new int[] {began, ended});
    } else {
      Matcher marker = SyncBeforeReplyIT.MARKER.matcher(call);
      while (marker.find()) {
        written.putIfAbsent(marker.group(), ended);
      }
    }
  }
}
