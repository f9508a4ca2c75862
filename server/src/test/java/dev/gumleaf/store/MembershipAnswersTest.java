package dev.gumleaf.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.audience.AudienceFacts;
import dev.gumleaf.audience.AudienceFilter;
import dev.gumleaf.audience.AudienceFilter.Compare;
import dev.gumleaf.audience.AudienceFilter.OfAccount;
import dev.gumleaf.audience.AudienceKind;
import dev.gumleaf.audience.AudienceMatcher;
import dev.gumleaf.audience.AudiencePart;
import dev.gumleaf.audience.Property;
import dev.gumleaf.condition.Condition;
import dev.gumleaf.condition.Condition.Scalar;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.testing.Engine;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What audiences say about somebody, and that it stays so until it is to be looked at again. */
class MembershipAnswersTest {
  private static final long SEED = Long.getLong("gumleaf.seed", 20_260_302);
  private static final int FILTERS = 300;
  private static final Instant NOW = RandomPeople.NOW;

  /** Holds for all companies, and speaks of what would leave some out otherwise. */
  private static final AudienceFilter EXCLUDED_OR_NOT =
      new Compare(
          Property.EXCLUDED,
          new Condition.Is(List.of(new Scalar.Flag(true), new Scalar.Flag(false))),
          false);

  @TempDir Path directory;

  /** Later times, many of them at the borders of days and of the last so many days. */
  private static List<Instant> later(Random random) {
    List<Instant> times = new ArrayList<>();
    Instant day = Instant.parse("2026-03-02T00:00:00Z");
    for (int i = 0; i < 60; i++) {
      Instant time =
          switch (random.nextInt(3)) {
            case 0 -> NOW.plus(Duration.ofDays(random.nextInt(70)));
            case 1 -> day.plus(Duration.ofDays(random.nextInt(70)));
            default -> NOW.plusSeconds(random.nextInt(70 * 86_400));
          };
      times.add(random.nextBoolean() ? time : time.plusMillis(random.nextInt(3) - 1));
    }
    return times.stream().filter(time -> time.isAfter(NOW)).toList();
  }

  private static void compare(Engine engine, Path directory, boolean ofPart, AudienceKind kind) {
    RandomPeople people = new RandomPeople(SEED, 60, 90);
    RandomFilters filters = new RandomFilters(people);
    Random random = new Random(SEED);
    Map<Long, AudienceFacts> facts = new LinkedHashMap<>();
    switch (kind) {
      case ACCOUNTS -> people.companies.forEach(each -> facts.put(each.key(), people.facts(each)));
      case VISITORS ->
          people.people.forEach(each -> facts.put(each.profile().key(), people.facts(each)));
    }
    Set<Long> listed =
        facts.keySet().stream()
            .filter(key -> ofPart || isListed(people, key))
            .collect(Collectors.toCollection(TreeSet::new));
    int looks = 0;
    int turns = 0;
    try (Database database = engine.open(directory)) {
      PeopleRows.insert(database, people);
      for (int i = 0; i < FILTERS; i++) {
        AudienceFilter filter = filters.next(kind);
        AudienceFilter matched =
            ofPart ? new AudienceFilter.All(List.of(filter, EXCLUDED_OR_NOT)) : filter;
        boolean isFollowed = filter.all().noneMatch(OfAccount.class::isInstance);
        AudiencePart part = new AudiencePart(ofPart ? 1 : 0, kind, filter);
        List<Long> keys = new ArrayList<>(facts.keySet());
        keys.add(1_000_000L);
        List<MembershipAnswer> answers =
            database.read(tx ->
                MembershipAnswers.of(tx, new WorkspaceId(RandomPeople.WORKSPACE), part, keys, NOW));
        assertThat(answers).extracting(MembershipAnswer::key).hasSameElementsAs(facts.keySet());
        List<Instant> later = later(random);
        for (MembershipAnswer answer : answers) {
          AudienceFacts known = Objects.requireNonNull(facts.get(answer.key()));
          boolean expected =
              listed.contains(answer.key()) && AudienceMatcher.matches(kind, matched, known, NOW);
          assertThat(answer.holds())
              .as("seed %d, filter %d of %d: %s", SEED, i, answer.key(), filter)
              .isEqualTo(expected);
          if (!isFollowed || !listed.contains(answer.key())) {
            continue;
          }
          Long lookAt = answer.lookAt();
          looks += lookAt == null ? 0 : 1;
          for (Instant time : later) {
            boolean then = AudienceMatcher.matches(kind, matched, known, time);
            if (lookAt == null || time.toEpochMilli() < lookAt) {
              assertThat(then)
                  .as("seed %d, filter %d of %d at %s: %s", SEED, i, answer.key(), time, filter)
                  .isEqualTo(answer.holds());
            } else {
              turns += then == answer.holds() ? 0 : 1;
            }
          }
        }
      }
    }
    assertThat(looks).as("answers that time can change").isGreaterThan(200);
    assertThat(turns).as("answers that time did change").isGreaterThan(200);
  }

  private static boolean isListed(RandomPeople people, long key) {
    return people.companies.stream().anyMatch(each -> each.key() == key && each.listedAt() != null)
        || people.people.stream()
            .anyMatch(each -> each.profile().key() == key && each.listedAt() != null);
  }

  @ParameterizedTest
  @EnumSource
  void accounts_untilTheyAreLookedAtAgain_areAnsweredAlike(Engine engine) {
    compare(engine, directory, false, AudienceKind.ACCOUNTS);
  }

  @ParameterizedTest
  @EnumSource
  void visitors_untilTheyAreLookedAtAgain_areAnsweredAlike(Engine engine) {
    compare(engine, directory, false, AudienceKind.VISITORS);
  }

  @ParameterizedTest
  @EnumSource
  void companiesOfPeople_untilTheyAreLookedAtAgain_areAnsweredAlike(Engine engine) {
    compare(engine, directory, true, AudienceKind.ACCOUNTS);
  }
}
