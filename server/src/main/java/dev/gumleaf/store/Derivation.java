package dev.gumleaf.store;

import dev.gumleaf.model.Account;
import dev.gumleaf.model.AccountId;
import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.Domain;
import dev.gumleaf.model.WorkspaceId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the pipeline reads and writes for one slice of the journal, inside one
 * transaction together with the new position: a slice is applied whole, once, or not at all.
 *
 * <p>These are the statements of the measured hot path, so they run on the JDBC connection below
 * the handle, many rows at a time. Lives as long as its transaction, on one thread.
 */
public final class Derivation {
  private static final int FATES_AT_ONCE = 1_000;

  private final Transaction tx;
  private final SignalDerivation signals;

  public Derivation(Transaction tx) {
    this.tx = tx;
    this.signals = new SignalDerivation(tx);
  }

  /**
   * The sequence of the last applied entry. Locks it: another node that wants to apply the same
   * slice waits here, and then sees that it was done.
   */
  public long lockPosition() {
    return tx.query(
            """
            SELECT value
            FROM counters
            WHERE name = 'journal_position'
            %s
            """
                .formatted(tx.dialect().forUpdate()))
        .mapTo(Long.class)
        .one();
  }

  /** The sequence of the last applied entry, not locked. */
  public long position() {
    return tx.query(
            """
            SELECT value
            FROM counters
            WHERE name = 'journal_position'
            """)
        .mapTo(Long.class)
        .one();
  }

  public void movePosition(long sequence) {
    tx.update(
            """
            UPDATE counters
            SET value = :sequence
            WHERE name = 'journal_position'
            """)
        .bind("sequence", sequence)
        .execute();
  }

  /**
   * Gives the position. In a {@link Database#write} that makes everything up to it durable, so that
   * the journal behind it can go. It has to write something new: SQLite syncs nothing for a
   * transaction that changed no byte.
   */
  public long confirmPosition() {
    Counters.next(tx, "confirmation");
    return position();
  }

  /**
   * Forgets what became of entries that were not stored, when they were received long ago. Looks at
   * the oldest ones, so many at most that others do not wait long for their turn.
   *
   * @return whether there may be more
   */
  public boolean deleteFates(Instant receivedBefore) {
    return tx.update(
                """
                DELETE FROM entry_fates
                WHERE fate_key IN (
                    SELECT fate_key
                    FROM entry_fates
                    ORDER BY fate_key
                    LIMIT :limit)
                  AND received_at < :before
                """)
            .bind("limit", FATES_AT_ONCE)
            .bind("before", receivedBefore.toEpochMilli())
            .execute()
        == FATES_AT_ONCE;
  }

  /** The same for people. */
  public VisitorDerivation visitors() {
    return new VisitorDerivation(tx);
  }

  /** The same for signals; one for the transaction, because it notes what it changed. */
  public SignalDerivation signals() {
    return signals;
  }

  /** The same for scores. */
  public ScoreDerivation scores() {
    return new ScoreDerivation(tx);
  }

  /** The same for how well companies fit. */
  public FitDerivation fits() {
    return new FitDerivation(tx);
  }

  /** The same for who is in which audience. */
  public MembershipDerivation memberships() {
    return new MembershipDerivation(tx);
  }

  /** How people are told who asked to be forgotten in a workspace; empty when nobody did. */
  public Optional<ProfileIds> forgetting(WorkspaceId workspace) {
    return tx.query(
            """
            SELECT identity_secret
            FROM workspaces
            WHERE workspace_id = :workspace AND identity_secret IS NOT NULL
              AND EXISTS (SELECT 1 FROM suppressions s WHERE s.workspace_id = :workspace)
            """)
        .bind("workspace", workspace.value())
        .mapTo(String.class)
        .findOne()
        .map(ProfileIds::new);
  }

  /** Which of some fingerprints belong to people who asked to be forgotten. */
  public Set<String> findSuppressed(WorkspaceId workspace, Collection<String> fingerprints) {
    return run(fingerprints, Set.of(), () -> SuppressionRows.find(tx, workspace, fingerprints));
  }

  /** Notes requests that have to be taken out of the journal. */
  public void noteSuppressed(Collection<Long> sequences) {
    run(sequences, () -> SuppressionRows.note(tx, sequences));
  }

  /** The requests to be taken out of the journal, oldest first. */
  public List<Long> findSuppressedRequests() {
    return tx.query(
            """
            SELECT sequence
            FROM suppressed_requests
            ORDER BY sequence
            LIMIT 10000
            """)
        .mapTo(Long.class)
        .list();
  }

  /** How many there are. */
  public long countSuppressedRequests() {
    return tx.query("SELECT COUNT(*) FROM suppressed_requests").mapTo(Long.class).one();
  }

  /** They are out of it, up to a sequence. */
  public void forgetSuppressedRequests(long upToSequence) {
    tx.update("DELETE FROM suppressed_requests WHERE sequence <= :sequence")
        .bind("sequence", upToSequence)
        .execute();
  }

  public List<Account> findAccountsByDomain(WorkspaceId workspace, Collection<Domain> domains) {
    return run(domains, List.of(), () -> AccountRows.findByDomain(tx, workspace, domains));
  }

  public List<Account> findAccountsById(WorkspaceId workspace, Collection<AccountId> ids) {
    return run(ids, List.of(), () -> AccountRows.findById(tx, workspace, ids));
  }

  /** Takes consecutive account keys and gives the first. */
  public long nextAccountKeys(int count) {
    return Counters.next(tx, "account_key", count);
  }

  public void insertAccounts(WorkspaceId workspace, List<Account> accounts) {
    run(accounts, () -> AccountRows.insert(tx, workspace, accounts));
  }

  public void renameAccount(Account account, @Nullable String name) {
    run(List.of(account), () -> AccountRows.rename(tx, account, name));
  }

  public void addActivity(Collection<AccountActivity> activities) {
    run(activities, () -> AccountRows.addActivity(tx, activities));
    run(activities, () -> AccountRows.listHeads(tx, activities));
  }

  /** The keys of event names; names that had none get one. */
  public Map<String, Long> nameKeys(WorkspaceId workspace, Collection<String> names) {
    return run(names, Map.of(), () -> NameRows.findOrInsert(tx, workspace, names));
  }

  /** Inserts entries in order; false where the account has an entry with the same hash already. */
  public boolean[] insertEntries(List<EntryRow> entries) {
    return run(entries, new boolean[0], () -> EntryRows.insert(tx, entries));
  }

  public List<EntryRow> findEntries(AccountKey account, Collection<Long> hashes) {
    return run(hashes, List.of(), () -> EntryRows.find(tx, account, hashes));
  }

  /** The current traits that keys name, deleted ones included. */
  public List<TraitRow> findTraits(Collection<TraitKey> keys) {
    return run(keys, List.of(), () -> TraitRows.find(tx, keys));
  }

  public void writeTraits(List<TraitRow> traits) {
    run(traits, () -> TraitRows.upsert(tx, traits));
  }

  public void addDays(Collection<AccountDay> days) {
    run(days, () -> DayRows.add(tx, days));
  }

  /** Adds to the feed of changes; the last thing to do, see {@link ChangeStore#append}. */
  public void appendChanges(List<Change> changes) {
    new ChangeStore().append(tx, changes);
  }

  public void insertFates(List<Fate> fates) {
    run(fates, () -> FateRows.insert(tx, fates));
  }

  private <T> T run(Collection<?> rows, T whenEmpty, HotPath.Statements<T> statements) {
    return HotPath.run(tx, rows, whenEmpty, statements);
  }

  private void run(Collection<?> rows, HotPath.Writes writes) {
    HotPath.run(tx, rows, writes);
  }
}
