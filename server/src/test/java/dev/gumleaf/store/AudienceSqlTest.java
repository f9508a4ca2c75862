package dev.gumleaf.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.audience.AudienceFacts;
import dev.gumleaf.audience.AudienceFilter;
import dev.gumleaf.audience.AudienceKind;
import dev.gumleaf.audience.AudienceMatcher;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.testing.Engine;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The store and the matcher answer alike who belongs to an audience. */
class AudienceSqlTest {
  private static final long SEED = Long.getLong("gumleaf.seed", 20_260_301);
  private static final int COMPANIES = 80;
  private static final int PEOPLE = 120;
  private static final int FILTERS = 300;
  private static final int ALL = 10_000;

  @TempDir Path directory;

  private static Set<Long> stored(Database database, AudienceKind kind, AudienceFilter filter) {
    AudienceMembers.Question question =
        new AudienceMembers.Question(
            new WorkspaceId(RandomPeople.WORKSPACE), kind, filter, RandomPeople.NOW);
    AudienceMembers members = new AudienceMembers(new AccountStore());
    Set<Long> keys =
        database
            .read(tx ->
                AudienceMembers.list(
                    tx, question, AudienceMembers.Sort.NAME, Optional.empty(), ALL))
            .items()
            .stream()
            .map(Cursor::key)
            .collect(Collectors.toCollection(TreeSet::new));
    long count = database.read(tx -> members.count(tx, question));
    assertThat(count).isEqualTo(keys.size());
    return keys;
  }

  private static Set<Long> matched(
      AudienceKind kind, AudienceFilter filter, Map<Long, AudienceFacts> facts) {
    return facts.entrySet().stream()
        .filter(each -> AudienceMatcher.matches(kind, filter, each.getValue(), RandomPeople.NOW))
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void compare(Engine engine, AudienceKind kind) {
    RandomPeople people = new RandomPeople(SEED, COMPANIES, PEOPLE);
    RandomFilters filters = new RandomFilters(people);
    Map<Long, AudienceFacts> facts = new LinkedHashMap<>();
    switch (kind) {
      case ACCOUNTS ->
          people.companies.stream()
              .filter(company -> company.listedAt() != null)
              .forEach(company -> facts.put(company.key(), people.facts(company)));
      case VISITORS ->
          people.people.stream()
              .filter(person -> person.listedAt() != null)
              .forEach(person -> facts.put(person.profile().key(), people.facts(person)));
    }
    int telling = 0;
    try (Database database = engine.open(directory)) {
      PeopleRows.insert(database, people);
      for (int i = 0; i < FILTERS; i++) {
        AudienceFilter filter = filters.next(kind);
        Set<Long> matched = matched(kind, filter, facts);
        assertThat(stored(database, kind, filter))
            .as("seed %d, filter %d: %s", SEED, i, filter)
            .isEqualTo(matched);
        telling += !matched.isEmpty() && matched.size() < facts.size() ? 1 : 0;
      }
    }
    assertThat(FILTERS * facts.size()).isGreaterThan(20_000);
    assertThat(telling).as("filters that some meet and some do not").isGreaterThan(FILTERS / 3);
  }

  @ParameterizedTest
  @EnumSource
  void accounts_randomFilters_areThoseOfTheMatcher(Engine engine) {
    compare(engine, AudienceKind.ACCOUNTS);
  }

  @ParameterizedTest
  @EnumSource
  void visitors_randomFilters_areThoseOfTheMatcher(Engine engine) {
    compare(engine, AudienceKind.VISITORS);
  }
}
