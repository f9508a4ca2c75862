package dev.gumleaf.pipeline;

import static java.util.Objects.requireNonNull;

import dev.gumleaf.ingest.CanonicalJson;
import dev.gumleaf.ingest.EntryOutcome;
import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.Call;
import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.ItemOutcome;
import dev.gumleaf.model.Mark;
import dev.gumleaf.model.MessageId;
import dev.gumleaf.model.PlainText;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.EntryHash;
import dev.gumleaf.store.EntryRow;
import dev.gumleaf.store.Fate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Stores the entries that are new, and decides of the others whether they are repeats.
 *
 * <p>The entries are inserted sorted by account, because neighbours in an index are then neighbours
 * in time, and the unique index tells which were there before: no look-up is paid for new entries.
 */
final class StoreEntries implements Step {
  /**
   * In the order of the dedupe index; equal keys stay in the order of receipt, so the first wins.
   */
  private static final Comparator<Keyed> INDEX_ORDER =
      Comparator.comparingLong((Keyed keyed) -> keyed.row().account().value())
          .thenComparing(
              keyed -> keyed.row().hash(), Comparator.nullsFirst(Comparator.naturalOrder()));

  private record Keyed(PendingEntry entry, EntryRow row) {}

  private record EntryKey(AccountKey account, long hash) {}

  @Override
  public String name() {
    return "store_entries";
  }

  @Override
  public void apply(SliceWork work) {
    List<Keyed> keyed = rows(work);
    keyed.sort(INDEX_ORDER);
    boolean[] inserted = work.derivation().insertEntries(keyed.stream().map(Keyed::row).toList());
    List<Keyed> repeated = new ArrayList<>();
    for (int i = 0; i < inserted.length; i++) {
      Keyed each = keyed.get(i);
      if (inserted[i]) {
        each.entry().store(new ItemOutcome.Stored(each.entry().account().id()), each.row());
      } else {
        repeated.add(each);
      }
    }
    settle(work, repeated);
    for (PendingEntry entry : work.entries()) {
      report(entry);
    }
  }

  private static void report(PendingEntry entry) {
    if (entry.isImplied()) {
      return;
    }
    Call call = entry.call();
    entry
        .request()
        .report(new EntryOutcome(call.kind(), call.index(), call.messageId(), entry.outcome()));
  }

  private static List<Keyed> rows(SliceWork work) {
    Map<WorkspaceId, Set<String>> names = new HashMap<>();
    for (PendingEntry entry : work.entries()) {
      if (entry.call() instanceof Call.Track track) {
        names
            .computeIfAbsent(entry.request().entry().workspace(), workspace -> new HashSet<>())
            .add(PlainText.of(track.event()));
      }
    }
    Map<WorkspaceId, Map<String, Long>> keys = new HashMap<>();
    names.forEach(
        (workspace, set) -> keys.put(workspace, work.derivation().nameKeys(workspace, set)));
    List<Keyed> rows = new ArrayList<>(work.entries().size());
    for (PendingEntry entry : work.entries()) {
      rows.add(new Keyed(entry, row(entry, keys)));
    }
    return rows;
  }

  private static EntryRow row(PendingEntry entry, Map<WorkspaceId, Map<String, Long>> nameKeys) {
    Call call = entry.call();
    return switch (call) {
      case Call.Track track -> {
        WorkspaceId workspace = entry.request().entry().workspace();
        String event = PlainText.of(track.event());
        long nameKey = requireNonNull(requireNonNull(nameKeys.get(workspace)).get(event));
        yield row(entry, event, nameKey, CanonicalJson.of(track.body()));
      }
      case Call.Identify identify ->
          row(entry, "", 0, CanonicalJson.ofTraits(identify.body(), entry.group(identify)));
      case Call.PageView _, Call.Metric _ ->
          throw new IllegalStateException("companies look at no pages");
    };
  }

  private static EntryRow row(PendingEntry entry, String event, long nameKey, String body) {
    Call call = entry.call();
    Long sentAt = millis(call.sentAt());
    MessageId id = call.messageId();
    return new EntryRow(
        entry.account().key(),
        hash(entry, event, sentAt, body),
        entry.effectiveAt().toEpochMilli(),
        nameKey,
        call.kind(),
        call.source(),
        Mark.bits(entry.marks()),
        entry.request().entry().receivedAt().toEpochMilli(),
        sentAt,
        id == null ? null : PlainText.of(id.value()),
        body,
        CanonicalJson.ofOthers(call.others()),
        entry.saidBy() == null ? null : entry.saidBy().subject().key());
  }

  private static @Nullable Long millis(@Nullable Instant instant) {
    return instant == null ? null : (Long) instant.toEpochMilli();
  }

  private static @Nullable Long hash(
      PendingEntry entry, String event, @Nullable Long sentAt, String body) {
    CallKind kind = entry.call().kind();
    MessageId id = entry.call().messageId();
    PersonWork person = entry.saidBy();
    if (person != null) {
      // Two people can say the same about their company, and one of them can be forgotten.
      String speaker = person.subject().id().value() + "\n" + entry.call().source().code();
      String said = id == null ? body : id.value();
      return id == null && sentAt == null
          ? null
          : (Long) EntryHash.ofContent(kind, speaker, sentAt == null ? 0 : sentAt, said);
    }
    if (id != null) {
      return EntryHash.ofMessageId(kind, id);
    }
    return sentAt == null ? null : (Long) EntryHash.ofContent(kind, event, sentAt, body);
  }

  private static void settle(SliceWork work, List<Keyed> repeated) {
    Map<AccountKey, Set<Long>> hashes = new HashMap<>();
    for (Keyed each : repeated) {
      hashes
          .computeIfAbsent(each.row().account(), account -> new TreeSet<>())
          .add(requireNonNull(each.row().hash()));
    }
    Map<EntryKey, EntryRow> stored = new HashMap<>();
    hashes.forEach((account, set) -> {
      for (EntryRow row : work.derivation().findEntries(account, set)) {
        stored.put(new EntryKey(account, requireNonNull(row.hash())), row);
      }
    });
    for (Keyed each : repeated) {
      EntryKey key = new EntryKey(each.row().account(), requireNonNull(each.row().hash()));
      settle(work, each, requireNonNull(stored.get(key)));
    }
  }

  private static void settle(SliceWork work, Keyed each, EntryRow stored) {
    PendingEntry entry = each.entry();
    boolean sameId = Objects.equals(each.row().messageId(), stored.messageId());
    // A conflict would store the other content, and with it maybe what was erased.
    if (stored.isRedacted() || (sameId && each.row().sameContent(stored))) {
      entry.decide(new ItemOutcome.Duplicate(entry.account().id()));
      work.repeat(entry, Fate.Outcome.DUPLICATE, "the account has this entry", null);
    } else if (sameId && stored.messageId() != null) {
      entry.decide(new ItemOutcome.Conflict(entry.account().id()));
      work.repeat(
          entry,
          Fate.Outcome.CONFLICT,
          "the account has an entry with this message_id and other content; the first one stays",
          each.row().body());
    } else {
      // Two different entries share 64 bits of a SHA-256: never seen, but nothing may vanish.
      entry.decide(new ItemOutcome.SetAside("hash_collision"));
      work.repeat(
          entry,
          Fate.Outcome.SET_ASIDE,
          "another entry of the account has the same dedupe hash",
          each.row().body());
    }
  }
}
