package dev.gumleaf.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.audience.AudienceFilter;
import dev.gumleaf.audience.AudienceKind;
import dev.gumleaf.audience.FilterReader;
import dev.gumleaf.ingest.DomainReader;
import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.Domain;
import dev.gumleaf.store.AccountMerge;
import dev.gumleaf.store.AccountStore;
import dev.gumleaf.store.AudienceMembers;
import dev.gumleaf.store.AudienceMembers.Question;
import dev.gumleaf.store.AudienceMembers.Sort;
import dev.gumleaf.store.AudienceStore;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.Exclusion;
import dev.gumleaf.store.ExclusionStore;
import dev.gumleaf.store.MergeStore;
import dev.gumleaf.store.SavedAudience;
import dev.gumleaf.store.SignalStore;
import dev.gumleaf.testing.Engine;
import dev.gumleaf.testing.VisitorHistory;
import dev.gumleaf.testing.VisitorHistory.Sent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Entries in any order and any slices, with repeats, merges that are undone, exclusions, filters
 * that change and time that passes in between: whenever all work is done, those are noted to be in
 * an audience who meet its filter then, and who entered and left it tells the same.
 */
class MembershipHistoryTest {
  private static final Instant START = Instant.parse("2026-01-01T08:00:00Z");
  private static final int HISTORIES = 6;
  private static final int ENTRIES = 40;

  private static final List<String> OF_COMPANIES =
      List.of(
          "{'field':'last_seen_at','in_last_days':1}",
          "{'field':'first_seen_at','not_in_last_days':2}",
          "{'did':'event','name':'e1','at_least':3,'in_last_days':1}",
          "{'not':{'did':'page_view','path':{'contains':'p1'},'in_last_days':2}}",
          "{'all':[{'field':'trait.plan','is':'p1'},{'field':'page_views','at_least':1}]}",
          "{'any':[{'field':'known_visitors','at_least':2},{'field':'active_seconds','greater_than':8}]}",
          "{'signal':1,'at_least':2,'in_last_days':1}",
          "{'any':[{'signal':2},{'field':'excluded','is':true}]}",
          "{'field':'score','at_least':2}",
          "{'any':[{'field':'strength','is':'low'},{'field':'trend','is':'cooling'}]}",
          "{'all':[]}");

  private static final List<String> OF_PEOPLE =
      List.of(
          "{'field':'last_seen_at','in_last_days':1}",
          "{'did':'event','at_least':2,'in_last_days':1}",
          "{'all':[{'field':'known','is':true},{'not':{'field':'trait.title','is':'v1'}}]}",
          "{'account':{'field':'trait.plan','is':'p1'}}",
          "{'not':{'account':{'did':'event','name':'e1','at_least':2,'in_last_days':1}}}",
          "{'any':[{'account':{'field':'last_seen_at','in_last_days':2}},{'signal':1}]}",
          "{'account':{'all':[{'field':'known_visitors','at_least':2},{'field':'excluded','is':false}]}}",
          "{'account':{'field':'score','greater_than':1.5}}",
          "{'all':[{'signal':2,'in_last_days':1},{'field':'work_email','is':true}]}",
          "{'field':'internal','any_of':[true,false]}");

  @TempDir Path directory;

  private final AudienceStore audiences = new AudienceStore();
  private final MergeStore merges = new MergeStore();

  private Instant now = START;

  private static Knowledge knowledge() {
    return new Knowledge(
        new DomainReader(),
        agent -> agent.startsWith("Crawler"),
        address ->
            Optional.of(
                new Whereabouts(
                    address,
                    address.startsWith("203.") ? new Domain("fabrikam.test") : null,
                    "high",
                    "on the list",
                    null,
                    "DE",
                    null,
                    null)),
        () -> "07".repeat(32));
  }

  private void create(Database database, AudienceKind kind, String filter) {
    database.write(tx ->
        audiences.insert(
            tx,
            PipelineHarness.WORKSPACE,
            kind,
            kind + filter,
            filter.replace('\'', '"'),
            now,
            "test"));
  }

  private static void signal(Database database, String name, String rule) {
    database.write(tx ->
        new SignalStore()
            .insert(
                tx, PipelineHarness.WORKSPACE, name, rule.replace('\'', '"'), true, START, "test"));
  }

  private List<SavedAudience> all(Database database) {
    return database.read(
        tx -> audiences.list(tx, PipelineHarness.WORKSPACE, Optional.empty(), 100).items());
  }

  private Set<Long> asked(Database database, SavedAudience audience) {
    AudienceFilter filter = FilterReader.readSaved(audience.kind(), audience.filter());
    Question question = new Question(PipelineHarness.WORKSPACE, audience.kind(), filter, now);
    AudienceMembers members = new AudienceMembers(new AccountStore());
    return database.read(tx ->
        switch (audience.kind()) {
          case ACCOUNTS ->
              members
                  .listAccounts(tx, question, Sort.LAST_SEEN_FIRST, Optional.empty(), 10_000)
                  .items()
                  .stream()
                  .map(each -> each.key().value())
                  .collect(Collectors.toCollection(TreeSet::new));
          case VISITORS ->
              members
                  .listVisitors(tx, question, Sort.LAST_SEEN_FIRST, Optional.empty(), 10_000)
                  .items()
                  .stream()
                  .map(each -> each.key().value())
                  .collect(Collectors.toCollection(TreeSet::new));
        });
  }

  private static Set<Long> noted(Database database, SavedAudience audience) {
    List<Long> keys =
        database.read(tx ->
            tx.query(
                    """
                    SELECT subject_key
                    FROM memberships
                    WHERE audience_id = :id AND part = 0 AND since IS NOT NULL
                    """)
                .bind("id", audience.id())
                .mapTo(Long.class)
                .list());
    return new TreeSet<>(keys);
  }

  private record Turn(long key, boolean entered) {}

  /** Who is in an audience by who entered and left it; each does so in turns. */
  private static Set<Long> told(Database database, SavedAudience audience) {
    Map<Long, Boolean> in = new HashMap<>();
    database
        .read(tx ->
            tx.query(
                    """
                    SELECT subject_key, entered
                    FROM membership_changes
                    WHERE audience_id = :id
                    ORDER BY change_id
                    """)
                .bind("id", audience.id())
                .map((row, context) ->
                    new Turn(row.getLong("subject_key"), row.getInt("entered") == 1))
                .list())
        .forEach(turn -> {
          boolean wasIn = Boolean.TRUE.equals(in.put(turn.key(), turn.entered()));
          assertThat(wasIn).as("%s of %s", turn, audience).isNotEqualTo(turn.entered());
        });
    return in.entrySet().stream()
        .filter(Map.Entry::getValue)
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Does all work, with restarts in the middle of it. */
  private void work(Database database, Random random) {
    int[] left = {random.nextInt(6)};
    BooleanSupplier brokenOff = () -> left[0]-- > 0;
    new MembershipWorker(database, () -> now, 1 + random.nextInt(12)).apply(brokenOff);
    new MembershipWorker(database, () -> now, 1 + random.nextInt(40)).apply(() -> true);
  }

  private int compare(Database database, String when) {
    int members = 0;
    for (SavedAudience audience : all(database)) {
      Set<Long> asked = asked(database, audience);
      assertThat(noted(database, audience)).as("%s: %s", when, audience).isEqualTo(asked);
      assertThat(told(database, audience)).as("%s: %s", when, audience).isEqualTo(asked);
      members += asked.size();
    }
    return members;
  }

  @ParameterizedTest
  @CsvSource({"SQLITE, 1", "SQLITE, 2", "POSTGRES, 3"})
  void members_afterWhateverHappened_areThoseWhoMeetTheFilterThen(Engine engine, long seed) {
    Random random = new Random(seed);
    List<Sent> requests = new ArrayList<>();
    for (int number = 0; number < HISTORIES; number++) {
      requests.addAll(VisitorHistory.generate(random, number, ENTRIES).disturbed(random));
    }
    Collections.shuffle(requests, random);
    int members = 0;
    try (Database database = engine.open(directory)) {
      PipelineHarness harness = new PipelineHarness(database).knowing(knowledge()).by(() -> now);
      signal(database, "E0", "{'kind':'event','event':'e0'}");
      signal(database, "P1", "{'kind':'page_view','when':{'field':'path','contains':'p1'}}");
      OF_COMPANIES.forEach(filter -> create(database, AudienceKind.ACCOUNTS, filter));
      int from = 0;
      int round = 0;
      while (from < requests.size()) {
        int to = Math.min(requests.size(), from + 1 + random.nextInt(40));
        for (Sent sent : requests.subList(from, to)) {
          if (sent.browser()) {
            harness.receiveFromBrowser(sent.body());
          } else {
            harness.receiveVisit(sent.body());
          }
        }
        harness.drain(new PipelineLimits(1 + random.nextInt(30), 64 * 1024));
        from = to;
        if (round == 3) {
          OF_PEOPLE.forEach(filter -> create(database, AudienceKind.VISITORS, filter));
        }
        disturb(database, random);
        now = now.plus(Duration.ofMinutes(random.nextInt(120)));
        if (random.nextInt(3) == 0) {
          work(database, random);
          members += compare(database, "seed %d, round %d".formatted(seed, round));
        }
        round++;
      }
      for (int step = 0; step < 12; step++) {
        now = now.plus(Duration.ofMinutes(random.nextInt(600)));
        work(database, random);
        members += compare(database, "seed %d, step %d".formatted(seed, step));
      }
      now = now.plus(Duration.ofDays(500));
      work(database, random);
      compare(database, "in the end");
      assertThat(members).isGreaterThan(1_000);
      assertThat(keys(database, "SELECT DISTINCT why FROM membership_changes"))
          .contains(1L, 2L, 3L, 4L);
    }
  }

  private void disturb(Database database, Random random) {
    switch (random.nextInt(7)) {
      case 0 -> undoProfileMerge(database, random);
      case 1 -> mergeCompanies(database, random);
      case 2 -> undoCompanyMerge(database, random);
      case 3 -> exclude(database, random);
      case 4 -> changeFilter(database, random);
      default -> {
        // Nothing but entries.
      }
    }
  }

  private static <T> Optional<T> one(List<T> of, Random random) {
    return of.isEmpty() ? Optional.empty() : Optional.of(of.get(random.nextInt(of.size())));
  }

  private static List<Long> keys(Database database, String query) {
    return database.read(tx -> tx.query(query).mapTo(Long.class).list());
  }

  private static void undoProfileMerge(Database database, Random random) {
    ProfileMerges undoing = new ProfileMerges(database, new DomainReader());
    if (random.nextBoolean()) {
      one(keys(database, "SELECT merge_id FROM profile_merges WHERE undone_at IS NULL"), random)
          .ifPresent(id -> undoing.undo(PipelineHarness.WORKSPACE, id, START, "test"));
    } else {
      one(keys(database, "SELECT merge_id FROM profile_merges WHERE undone_at > 0"), random)
          .ifPresent(id -> undoing.restore(PipelineHarness.WORKSPACE, id));
    }
  }

  private void mergeCompanies(Database database, Random random) {
    List<Long> heads = keys(database, "SELECT account_key FROM accounts WHERE merged_into IS NULL");
    if (heads.size() > 8) {
      Collections.shuffle(heads, random);
      database.write(tx -> {
        merges.lock(tx);
        return merges.merge(
            tx,
            PipelineHarness.WORKSPACE,
            new AccountKey(heads.get(0)),
            new AccountKey(heads.get(1)),
            new MergeStore.Note(AccountMerge.Kind.MERGE, "a reason", START, "test"));
      });
    }
  }

  private void undoCompanyMerge(Database database, Random random) {
    one(keys(database, "SELECT merge_id FROM account_merges WHERE undone_at IS NULL"), random)
        .ifPresent(id ->
            database.write(tx -> {
              merges.lock(tx);
              merges.undo(tx, PipelineHarness.WORKSPACE, id, START, "test");
              return id;
            }));
  }

  private static void exclude(Database database, Random random) {
    ExclusionStore exclusions = new ExclusionStore();
    if (random.nextInt(3) == 0) {
      one(keys(database, "SELECT exclusion_id FROM exclusions"), random)
          .ifPresent(
              id -> database.write(tx -> exclusions.delete(tx, PipelineHarness.WORKSPACE, id)));
      return;
    }
    boolean ofCompany = random.nextBoolean();
    List<String> texts =
        database.read(tx ->
            tx.query(
                    ofCompany
                        ? "SELECT domain FROM accounts ORDER BY domain"
                        : "SELECT subject FROM profiles WHERE kind = 2 ORDER BY subject")
                .mapTo(String.class)
                .list());
    List<String> known =
        database.read(tx -> tx.query("SELECT value FROM exclusions").mapTo(String.class).list());
    one(texts.stream().filter(text -> !known.contains(text)).toList(), random)
        .ifPresent(text ->
            database.write(tx ->
                exclusions.insert(
                    tx,
                    PipelineHarness.WORKSPACE,
                    ofCompany ? Exclusion.Kind.ACCOUNT : Exclusion.Kind.EMAIL,
                    text,
                    "",
                    START,
                    "test")));
  }

  private void changeFilter(Database database, Random random) {
    one(all(database), random)
        .ifPresent(audience -> {
          List<String> filters =
              audience.kind() == AudienceKind.ACCOUNTS ? OF_COMPANIES : OF_PEOPLE;
          String filter = filters.get(random.nextInt(filters.size())).replace('\'', '"');
          database.write(tx ->
              audiences.update(
                  tx, PipelineHarness.WORKSPACE, audience, audience.name(), filter, now));
        });
  }
}
