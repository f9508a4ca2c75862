package dev.gumleaf.pipeline;

import static java.util.Objects.requireNonNull;

import dev.gumleaf.ingest.CanonicalJson;
import dev.gumleaf.ingest.EntryOutcome;
import dev.gumleaf.model.Call;
import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.ItemOutcome;
import dev.gumleaf.model.Mark;
import dev.gumleaf.model.MessageId;
import dev.gumleaf.model.PlainText;
import dev.gumleaf.model.ProfileId;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.store.EntryHash;
import dev.gumleaf.store.Fate;
import dev.gumleaf.store.VisitRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stores the entries about people that are new, lets page views grow that were stored before, and
 * decides of the others whether they are repeats. Like {@link StoreEntries}, it pays no look-up for
 * new entries.
 */
final class StoreVisits implements Step {
  /**
   * In the order of the dedupe index; equal keys stay in the order of receipt, so the first wins.
   */
  private static final Comparator<Keyed> INDEX_ORDER =
      Comparator.comparingLong((Keyed keyed) -> keyed.row().profile().value())
          .thenComparing(
              keyed -> keyed.row().hash(), Comparator.nullsFirst(Comparator.naturalOrder()));

  private record Keyed(PendingVisit visit, VisitRow row) {}

  private record Key(ProfileKey profile, long hash) {}

  @Override
  public String name() {
    return "store_visits";
  }

  @Override
  public void apply(SliceWork work) {
    work.visitors().forEach(visitors -> store(work, visitors));
  }

  private static void store(SliceWork work, VisitorWork visitors) {
    List<Keyed> keyed = rows(work, visitors);
    if (keyed.isEmpty()) {
      return;
    }
    keyed.sort(INDEX_ORDER);
    boolean[] inserted =
        visitors.derivation().insertVisits(keyed.stream().map(Keyed::row).toList());
    List<Keyed> repeated = new ArrayList<>();
    for (int i = 0; i < inserted.length; i++) {
      Keyed each = keyed.get(i);
      if (inserted[i]) {
        each.visit().store(new ItemOutcome.Stored(id(each)), each.row());
      } else {
        repeated.add(each);
      }
    }
    settle(work, visitors, repeated);
    keyed.stream()
        .map(Keyed::visit)
        .filter(visit -> !visit.isImplied())
        .forEach(StoreVisits::report);
  }

  private static void report(PendingVisit visit) {
    Call call = visit.call();
    visit
        .request()
        .report(new EntryOutcome(call.kind(), call.index(), call.messageId(), visit.outcome()));
  }

  private static ProfileId id(Keyed keyed) {
    return keyed.visit().person().subject().id();
  }

  private static List<Keyed> rows(SliceWork work, VisitorWork visitors) {
    List<PendingVisit> visits =
        visitors.people().stream().flatMap(person -> person.visits().stream()).toList();
    Set<String> names = new LinkedHashSet<>();
    visits.stream().map(visit -> name(visit.call())).filter(n -> !n.isEmpty()).forEach(names::add);
    Map<String, Long> nameKeys = work.derivation().nameKeys(visitors.workspace(), names);
    List<Keyed> rows = new ArrayList<>(visits.size());
    visits.forEach(visit -> rows.add(new Keyed(visit, row(visit, nameKeys))));
    return rows;
  }

  /** The name that an entry is found by; empty for kinds that have none. */
  private static String name(Call call) {
    return switch (call) {
      case Call.Track track -> PlainText.of(track.event());
      case Call.Metric metric -> PlainText.of(metric.event());
      case Call.Identify _, Call.PageView _ -> "";
    };
  }

  private static VisitRow row(PendingVisit visit, Map<String, Long> nameKeys) {
    Call call = visit.call();
    String name = name(call);
    String body = CanonicalJson.ofVisit(call.body());
    Long sentAt = millis(call.sentAt());
    MessageId id = call.messageId();
    Call.PageView view = call instanceof Call.PageView page ? page : null;
    return new VisitRow(
        visit.person().subject().key(),
        hash(call, name, sentAt, body),
        visit.at(),
        call.kind(),
        name.isEmpty() ? 0 : requireNonNull(nameKeys.get(name)),
        call.source(),
        Mark.bits(visit.marks()),
        visit.request().entry().receivedAt().toEpochMilli(),
        sentAt,
        id == null ? null : PlainText.of(id.value()),
        visit.sessionId(),
        view == null ? 0 : view.focusMillis(),
        view == null ? null : millis(view.endedAt()),
        body,
        CanonicalJson.ofVisitOthers(call.others()));
  }

  private static @Nullable Long millis(@Nullable Instant instant) {
    return instant == null ? null : (Long) instant.toEpochMilli();
  }

  private static @Nullable Long hash(Call call, String name, @Nullable Long sentAt, String body) {
    if (call.messageId() != null) {
      return EntryHash.ofMessageId(call.kind(), call.messageId());
    }
    if (sentAt == null) {
      return null;
    }
    // The same from a browser and from a server is not the same: the server's word counts for more.
    boolean ranked = call.kind() == CallKind.IDENTIFY;
    String by = ranked ? Integer.toString(call.source().code()) : name;
    return EntryHash.ofContent(call.kind(), by, sentAt, body);
  }

  private static void settle(SliceWork work, VisitorWork visitors, List<Keyed> repeated) {
    Map<Key, VisitRow> stored = new HashMap<>();
    List<VisitRow> rows = repeated.stream().map(Keyed::row).toList();
    for (VisitRow row : visitors.derivation().findStored(rows)) {
      stored.put(new Key(row.profile(), requireNonNull(row.hash())), row);
    }
    Map<Key, VisitRow> grown = new LinkedHashMap<>();
    for (Keyed each : repeated) {
      Key key = new Key(each.row().profile(), requireNonNull(each.row().hash()));
      VisitRow known = requireNonNull(stored.get(key));
      VisitRow now = settle(work, each, known);
      if (!now.equals(known)) {
        stored.put(key, now);
        grown.put(key, now);
      }
    }
    visitors.derivation().growPageViews(grown.values());
  }

  /** Decides about a repeated entry, and gives the stored one as it is afterwards. */
  private static VisitRow settle(SliceWork work, Keyed each, VisitRow stored) {
    PendingVisit visit = each.visit();
    boolean sameId = Objects.equals(each.row().messageId(), stored.messageId());
    if (sameId && each.row().sameContent(stored)) {
      VisitRow grown = stored.grown(each.row());
      if (!grown.equals(stored)) {
        visit.grow(new ItemOutcome.Updated(id(each)), stored, grown);
        return grown;
      }
      visit.decide(new ItemOutcome.Duplicate(id(each)));
      work.repeat(visit, Fate.Outcome.DUPLICATE, "the profile has this entry", null);
    } else if (sameId && stored.messageId() != null) {
      visit.decide(new ItemOutcome.Conflict(id(each)));
      work.repeat(
          visit,
          Fate.Outcome.CONFLICT,
          "the profile has an entry with this message_id and other content; the first one stays",
          each.row().body());
    } else {
      // Two different entries share 64 bits of a SHA-256: never seen, but nothing may vanish.
      visit.decide(new ItemOutcome.SetAside("hash_collision"));
      work.repeat(
          visit,
          Fate.Outcome.SET_ASIDE,
          "another entry of the profile has the same dedupe hash",
          each.row().body());
    }
    return stored;
  }
}
