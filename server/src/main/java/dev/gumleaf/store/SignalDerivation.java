package dev.gumleaf.store;

import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.model.WorkspaceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the pipeline reads and writes about signals for one slice of the journal, inside the slice's
 * transaction; a part of {@link Derivation}.
 */
public final class SignalDerivation {
  private final Transaction tx;
  private final List<HitRow> changed = new ArrayList<>();

  public SignalDerivation(Transaction tx) {
    this.tx = tx;
  }

  /** The signals that are on. */
  public List<StoredSignal> findEnabled(WorkspaceId workspace) {
    return SignalStore.listEnabled(tx, workspace);
  }

  /** Adds what set signals off, and gives what is new; the same occasion counts once, the first. */
  public List<WrittenHit> addHits(WorkspaceId workspace, Collection<HitRow> hits) {
    changed.addAll(hits);
    return HotPath.run(tx, hits, List.of(), () -> HitRows.insert(tx, workspace, hits));
  }

  /**
   * Adds what people did that set signals off, and gives what is new; the same occasion has the
   * newest evidence.
   */
  public List<WrittenHit> putHits(WorkspaceId workspace, Collection<HitRow> hits) {
    changed.addAll(hits);
    return HotPath.run(tx, hits, List.of(), () -> HitRows.put(tx, workspace, hits));
  }

  /** Takes back what set signals off, and gives what was there. */
  public List<WrittenHit> deleteHits(Collection<HitRow> hits) {
    List<WrittenHit> gone = HotPath.run(tx, hits, List.of(), () -> HitRows.delete(tx, hits));
    changed.addAll(hits);
    // What was there can have been of another time than what it is told by.
    gone.forEach(hit -> changed.add(hit.row()));
    return gone;
  }

  /** Takes back what set signals off by a company itself, as if nobody had ever been told. */
  public void forgetHits(AccountKey account, Collection<HitRow> hits) {
    List<WrittenHit> gone = deleteHits(hits);
    HotPath.run(
        tx,
        gone,
        () ->
            ChangeRows.deleteOfHits(
                tx, account, gone.stream().mapToLong(WrittenHit::key).toArray()));
  }

  /** What was added, written again or taken back in this transaction. */
  public List<HitRow> changedHits() {
    return List.copyOf(changed);
  }

  public List<HitRow> findHitsOfProfiles(
      Collection<Long> signals, Collection<ProfileKey> profiles) {
    return HotPath.run(tx, profiles, List.of(), () -> HitRows.ofProfiles(tx, signals, profiles));
  }

  public List<HitRow> findHitsOfAccounts(
      Collection<Long> signals, Collection<AccountKey> accounts) {
    return HotPath.run(tx, accounts, List.of(), () -> HitRows.ofAccounts(tx, signals, accounts));
  }

  /** What is read from the identifies of some profiles, under each. */
  public <T> Map<ProfileKey, List<T>> findProfileIdentifies(
      Collection<ProfileKey> profiles, Function<StoredIdentify, Optional<T>> reader) {
    return HotPath.run(tx, profiles, Map.of(), () -> IdentifyRows.ofProfiles(tx, profiles, reader));
  }

  /** What is read from the identifies of some accounts, under each. */
  public <T> Map<AccountKey, List<T>> findAccountIdentifies(
      Collection<AccountKey> accounts, Function<StoredIdentify, Optional<T>> reader) {
    return HotPath.run(tx, accounts, Map.of(), () -> IdentifyRows.ofAccounts(tx, accounts, reader));
  }

  /** What an account by itself set off, whatever the signal. */
  public List<HitRow> findHits(AccountKey account) {
    return HotPath.run(tx, List.of(account), List.of(), () -> HitRows.ofAccount(tx, account));
  }

  /** The page views of some spans that show, under each. */
  public Map<ProfileSpan, List<StoredView>> findPageViews(Collection<ProfileSpan> spans) {
    return HotPath.run(tx, spans, Map.of(), () -> VisitRows.pageViews(tx, spans));
  }
}
