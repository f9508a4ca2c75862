package dev.gumleaf.preview;

import dev.gumleaf.ingest.DomainReader;
import dev.gumleaf.model.Strength;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.score.HalfLife;
import dev.gumleaf.score.HalfLives;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.DayTotal;
import dev.gumleaf.store.PastCompanies.Seen;
import dev.gumleaf.store.StoredSignal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * How well scores with each half-life would have ranked companies that then converted: each is
 * compared, by what it had when its day began, with all that had not converted by then. So all are
 * looked at from the same moment, and nothing of the day itself counts.
 */
public final class ScorePreview implements Preview {
  private static final int COUNT = HalfLives.STANDARD.size();

  private final Database database;
  private final DomainReader domains;
  private final WorkspaceId workspace;
  private final Question question;

  /** What is asked. */
  public record Question(
      int days, double scale, HalfLife inForce, Conversion conversion, Instant now) {}

  public ScorePreview(
      Database database, DomainReader domains, WorkspaceId workspace, Question question) {
    this.database = database;
    this.domains = domains;
    this.workspace = workspace;
    this.question = question;
  }

  @Override
  public String kind() {
    return "score";
  }

  @Override
  public PreviewResult run(RunWatch watch) {
    Past past = new Past(database, domains, workspace, watch);
    PastDays days = new PastDays(question.now(), question.days());
    watch.expect(3 * past.countOwners());
    FirstTimes converted = new FirstTimes(watch);
    Instant now = question.now();
    past.replay(
        List.of(new StoredSignal(0, "", 1, question.conversion().rule(), true, now, now)),
        days.rangeOfConversions(Duration.ZERO),
        converted::happened);
    Ranking ranking = new Ranking(days, converted);
    past.companies((company, totals) -> {
      ranking.converted(company, totals);
      watch.requireRoom(ranking.conversions);
    });
    ranking.sort();
    past.companies(ranking::compare);
    return new ScorePast(
        days.from(),
        now,
        question.scale(),
        question.inForce(),
        ranking.companies,
        ranking.conversions,
        question.conversion(),
        IntStream.range(0, COUNT).mapToObj(ranking::of).toList());
  }

  /** Compares companies day by day. */
  private final class Ranking {
    private final PastDays days;
    private final FirstTimes times;
    private final Map<Integer, List<double[]>> sumsByDay = new TreeMap<>();
    private final Map<Integer, double[][]> sorted = new TreeMap<>();
    private final double[] won = new double[COUNT];
    private final List<Map<Strength, Long>> strengths = new ArrayList<>();
    private final long[][] tens = new long[COUNT][10];
    private long pairs;
    private long companies;
    private int conversions;

    Ranking(PastDays days, FirstTimes times) {
      this.days = days;
      this.times = times;
      for (int i = 0; i < COUNT; i++) {
        Map<Strength, Long> none = new EnumMap<>(Strength.class);
        Arrays.stream(Strength.values()).forEach(each -> none.put(each, 0L));
        strengths.add(none);
      }
    }

    /** Which of the days a company converted on; negative for none of them. */
    private int dayOf(@Nullable Long conversion) {
      return conversion == null ? -1 : days.indexOf(conversion);
    }

    private long start(int day) {
      return days.from().toEpochMilli() + Duration.ofDays(day).toMillis();
    }

    void converted(Seen company, List<DayTotal> totals) {
      int day = dayOf(times.find(company.account()));
      if (day >= 0 && company.since() < start(day)) {
        conversions++;
        sumsByDay
            .computeIfAbsent(day, key -> new ArrayList<>())
            .add(new DaySums(totals).at(start(day)));
      }
    }

    void sort() {
      sumsByDay.forEach((day, all) -> {
        double[][] columns = new double[COUNT][];
        for (int i = 0; i < COUNT; i++) {
          int column = i;
          columns[i] = all.stream().mapToDouble(sums -> sums[column]).sorted().toArray();
        }
        sorted.put(day, columns);
      });
    }

    void compare(Seen company, List<DayTotal> totals) {
      Long conversion = times.find(company.account());
      DaySums sums = new DaySums(totals);
      sorted.forEach((day, columns) -> {
        boolean waits = conversion == null || conversion >= start(day + 1);
        if (waits && company.since() < start(day)) {
          double[] own = sums.at(start(day));
          pairs += columns[0].length;
          for (int i = 0; i < COUNT; i++) {
            won[i] += above(columns[i], own[i]);
          }
        }
      });
      companies++;
      double[] now = sums.at(question.now().toEpochMilli());
      for (int i = 0; i < COUNT; i++) {
        double number = 100 * (1 - Math.exp(-now[i] / question.scale()));
        strengths.get(i).merge(Strength.of(number), 1L, Long::sum);
        tens[i][(int) Math.min(9, number / 10)]++;
      }
    }

    ScorePast.OfHalfLife of(int i) {
      return new ScorePast.OfHalfLife(
          HalfLives.STANDARD.get(i),
          pairs == 0 ? null : (Double) (won[i] / pairs),
          strengths.get(i),
          LongStream.of(tens[i]).boxed().toList());
    }
  }

  /** How many of some sorted numbers are above another; those that are equal count half. */
  static double above(double[] sorted, double other) {
    double above = 0;
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < other) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    int at = low;
    while (at < sorted.length && sorted[at] == other) {
      at++;
      above += 0.5;
    }
    return above + sorted.length - at;
  }
}
