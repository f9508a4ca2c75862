package dev.gumleaf.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Compares servers that run already, in turn, round by round: {@code name=port/path …} and at the
 * end {@code rounds seconds}. Prints medians, their spread, and the ratio to the first server.
 */
public final class Acknowledged {
  private record Rival(String name, int port, String path) {
    static Rival parse(String text) {
      int equals = text.indexOf('=');
      int slash = text.indexOf('/');
      return new Rival(
          text.substring(0, equals),
          Integer.parseInt(text.substring(equals + 1, slash)),
          text.substring(slash));
    }
  }

  private Acknowledged() {}

  public static void main(String[] args) throws IOException {
    List<Rival> rivals = Arrays.stream(args).limit(args.length - 2L).map(Rival::parse).toList();
    int rounds = Integer.parseInt(args[args.length - 2]);
    int seconds = Integer.parseInt(args[args.length - 1]);
    System.out.println(
        "| events a request | connections | server | requests/s, median (min-max) | of "
            + rivals.getFirst().name()
            + " | p50 ms | p99 ms | bad |");
    System.out.println("|---|---|---|---|---|---|---|---|");
    for (int events : new int[] {1, 30}) {
      for (int connections : new int[] {64, 512}) {
        compare(rivals, rounds, seconds, events, connections);
      }
    }
  }

  private static void compare(
      List<Rival> rivals, int rounds, int seconds, int events, int connections) throws IOException {
    Map<Rival, List<LoadDriver.Result>> results = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      for (Rival rival : rivals) {
        LoadDriver.Plan plan =
            new LoadDriver.Plan(
                rival.port(), rival.path(), connections, events, round == 0 ? 4 : 1, seconds, 0);
        results.computeIfAbsent(rival, key -> new ArrayList<>()).add(LoadDriver.run(plan));
      }
    }
    double first = median(results.getOrDefault(rivals.getFirst(), List.of()));
    results.forEach((rival, all) -> {
      double[] rates = all.stream().mapToDouble(LoadDriver.Result::perSecond).sorted().toArray();
      LoadDriver.Result middle =
          all.stream()
              .sorted(Comparator.comparingDouble(LoadDriver.Result::perSecond))
              .toList()
              .get(all.size() / 2);
      System.out.println(
          String.format(
              Locale.ROOT,
              "| %d | %d | %s | %.0f (%.0f-%.0f) | %.2f | %.2f | %.2f | %d |",
              events,
              connections,
              rival.name(),
              middle.perSecond(),
              rates[0],
              rates[rates.length - 1],
              middle.perSecond() / first,
              middle.latencies().getValueAtPercentile(50) / 1e6,
              middle.latencies().getValueAtPercentile(99) / 1e6,
              all.stream().mapToLong(LoadDriver.Result::bad).sum()));
    });
  }

  private static double median(List<LoadDriver.Result> results) {
    return results.stream()
        .mapToDouble(LoadDriver.Result::perSecond)
        .sorted()
        .toArray()[results.size() / 2];
  }
}
