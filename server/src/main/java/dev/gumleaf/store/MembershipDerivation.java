package dev.gumleaf.store;

import static java.util.stream.Collectors.joining;

import dev.gumleaf.audience.AudienceKind;
import dev.gumleaf.audience.AudiencePart;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.MembershipChange.Why;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What is read and written to keep noted who is in which audience, inside one transaction; a part
 * of {@link Derivation}. Keys are those of accounts or profiles, by the kind that goes with them.
 */
public final class MembershipDerivation {
  private final Transaction tx;

  public MembershipDerivation(Transaction tx) {
    this.tx = tx;
  }

  /** The audiences of a workspace. */
  public List<FollowedAudience> findAudiences(WorkspaceId workspace) {
    return FillRows.find(tx, workspace);
  }

  /** The audiences of all workspaces. */
  public List<FollowedAudience> findAudiences() {
    return FillRows.find(tx);
  }

  /** What a part of an audience says about some, of whom those that are gone are left out. */
  public List<MembershipAnswer> ask(
      WorkspaceId workspace, AudiencePart part, Collection<Long> keys, Instant now) {
    return keys.isEmpty() ? List.of() : MembershipAnswers.of(tx, workspace, part, keys, now);
  }

  /** What is noted about some of them. */
  public Map<Long, MembershipState> findStates(
      long audience, AudiencePart part, Collection<Long> keys) {
    return HotPath.run(tx, keys, Map.of(), () -> MembershipRows.find(tx, audience, part, keys));
  }

  /** Notes how it is about some now. */
  public void write(long audience, AudiencePart part, Collection<MembershipState> states) {
    HotPath.run(tx, states, () -> MembershipRows.write(tx, audience, part, states));
  }

  /** Notes who entered and left. */
  public void addChanges(List<MembershipChange> changes) {
    HotPath.run(tx, changes, () -> MembershipRows.addChanges(tx, changes));
  }

  /** As which accounts some are shown, together with themselves. */
  public List<Long> withHeads(Collection<Long> accounts) {
    return keys(
        """
        SELECT a.account_key AS subject_key
        FROM accounts a
        WHERE %1$s
        UNION
        SELECT a.merged_into
        FROM accounts a
        WHERE %1$s AND a.merged_into IS NOT NULL
        """
            .formatted(tx.dialect().inKeys("a.account_key", "keys")),
        accounts);
  }

  /** The accounts of some people. */
  public List<Long> findCompanies(Collection<Long> people) {
    return keys(
        """
        SELECT DISTINCT p.account_key AS subject_key
        FROM profiles p
        WHERE p.account_key IS NOT NULL AND %s
        """
            .formatted(tx.dialect().inKeys("p.profile_key", "keys")),
        people);
  }

  /** All people who have something of some profiles. */
  public List<Long> findOwners(Collection<Long> profiles) {
    return keys(
        """
        SELECT DISTINCT c.person_key AS subject_key
        FROM profile_parts c
        WHERE %s
        """
            .formatted(tx.dialect().inKeys("c.profile_key", "keys")),
        profiles);
  }

  private List<Long> keys(String query, Collection<Long> of) {
    return of.isEmpty()
        ? List.of()
        : tx.query(query)
            .bind("keys", of.stream().map(String::valueOf).collect(joining(",")))
            .mapTo(Long.class)
            .list();
  }

  /** Notes that all audiences have to look at some again. */
  public void touch(AudienceKind kind, Collection<Long> keys, Why why) {
    TouchRows.add(tx, kind, keys, why);
  }

  /** The same for the people of some accounts and of all that are shown as those. */
  public void touchPeopleOf(Collection<Long> heads, Why why) {
    if (!heads.isEmpty()) {
      TouchRows.select(
              tx,
              AudienceKind.VISITORS,
              why,
              """
              SELECT p.profile_key AS subject_key
              FROM accounts m
                JOIN profiles p ON p.account_key = m.account_key
              WHERE %s OR %s
              """
                  .formatted(
                      tx.dialect().inKeys("m.account_key", "keys"),
                      tx.dialect().inKeys("m.merged_into", "keys")))
          .bind("keys", heads.stream().map(String::valueOf).collect(joining(",")))
          .execute();
    }
  }

  /**
   * Somebody to be looked at again.
   *
   * @param workspace 0 of who is gone
   */
  public record Touched(long workspace, AudienceKind kind, long key, Why why) {}

  /** Some of those whom all audiences have to look at again. */
  public List<Touched> findTouched(int rows) {
    return tx.query(
            """
            SELECT t.subject_kind, t.subject_key, t.why,
              COALESCE(a.workspace_id, p.workspace_id, 0) AS workspace_id
            FROM membership_touched t
              LEFT JOIN accounts a ON t.subject_kind = 1 AND a.account_key = t.subject_key
              LEFT JOIN profiles p ON t.subject_kind = 2 AND p.profile_key = t.subject_key
            ORDER BY t.subject_kind, t.subject_key
            LIMIT :rows
            """)
        .bind("rows", rows)
        .map((row, context) ->
            new Touched(
                row.getLong("workspace_id"),
                TouchRows.kind(row.getInt("subject_kind")),
                row.getLong("subject_key"),
                Why.ofCode(row.getInt("why"))))
        .list();
  }

  /** They were looked at. */
  public void forgetTouched(Collection<Touched> touched) {
    for (AudienceKind kind : AudienceKind.values()) {
      List<Long> keys =
          touched.stream().filter(each -> each.kind() == kind).map(Touched::key).toList();
      if (!keys.isEmpty()) {
        tx.update(
                """
                DELETE FROM membership_touched
                WHERE subject_kind = :kind AND %s
                """
                    .formatted(tx.dialect().inKeys("subject_key", "keys")))
            .bind("kind", TouchRows.code(kind))
            .bind("keys", keys.stream().map(String::valueOf).collect(joining(",")))
            .execute();
      }
    }
  }

  /** Somebody about whom the answer of a part of an audience may be another by now. */
  public record Due(WorkspaceId workspace, long audience, int part, long key) {}

  /** Some of them, the longest due first. */
  public List<Due> findDue(Instant now, int rows) {
    return tx.query(
            """
            SELECT u.workspace_id, m.audience_id, m.part, m.subject_key
            FROM memberships m
              JOIN audiences u ON u.audience_id = m.audience_id
            WHERE m.look_at IS NOT NULL AND m.look_at <= :now
            ORDER BY m.look_at
            LIMIT :rows
            """)
        .bind("now", now.toEpochMilli())
        .bind("rows", rows)
        .map((row, context) ->
            new Due(
                new WorkspaceId(row.getLong("workspace_id")),
                row.getLong("audience_id"),
                row.getInt("part"),
                row.getLong("subject_key")))
        .list();
  }

  /** Has time change nothing about some of an audience that can be asked no more. */
  public void forgetDue(long audience, int part, Collection<Long> keys) {
    tx.update(
            """
            UPDATE memberships
            SET look_at = NULL
            WHERE audience_id = :audience AND part = :part AND %s
            """
                .formatted(tx.dialect().inKeys("subject_key", "keys")))
        .bind("audience", audience)
        .bind("part", part)
        .bind("keys", keys.stream().map(String::valueOf).collect(joining(",")))
        .execute();
  }

  /** Which of the signals of a workspace are there. */
  public List<Long> findSignals(WorkspaceId workspace) {
    return tx.query(
            """
            SELECT signal_id
            FROM signals
            WHERE workspace_id = :workspace AND deleted_at IS NULL
            ORDER BY signal_id
            """)
        .bind("workspace", workspace.value())
        .mapTo(Long.class)
        .list();
  }

  /** Notes how far everybody was looked at. */
  public void saveFill(FollowedAudience audience) {
    FillRows.save(tx, audience);
  }

  /** Forgets what is noted about parts that an audience does not have any more. */
  public void deletePartsFrom(long audience, int part) {
    tx.update("DELETE FROM memberships WHERE audience_id = :audience AND part >= :part")
        .bind("audience", audience)
        .bind("part", part)
        .execute();
  }

  /** Some who follow one another. */
  public record Stretch(List<Long> keys, long last) {}

  /**
   * Those of a workspace behind a key; ends with 0 behind the last.
   *
   * @param rows how many are looked at, of whatever workspace
   */
  public Stretch findStretch(WorkspaceId workspace, AudienceKind kind, long after, int rows) {
    MemberRows members = MemberRows.of(kind);
    List<Long> all =
        tx.query(members.keysBehind())
            .bind("after", after)
            .bind("rows", rows)
            .mapTo(Long.class)
            .list();
    if (all.isEmpty()) {
      return new Stretch(List.of(), 0);
    }
    List<Long> own =
        tx.query(members.keysUpTo())
            .bind("workspace", workspace.value())
            .bind("after", after)
            .bind("upTo", all.getLast())
            .mapTo(Long.class)
            .list();
    return new Stretch(own, all.getLast());
  }

  /** Adds news to the feed of changes; the last thing a transaction does. */
  public void appendChanges(List<Change> changes) {
    new ChangeStore().append(tx, changes);
  }
}
