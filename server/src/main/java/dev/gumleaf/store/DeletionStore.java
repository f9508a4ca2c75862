package dev.gumleaf.store;

import dev.gumleaf.model.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Requests to forget people or companies. Thread-safe; holds no connection. */
public final class DeletionStore {
  private static final String SELECT =
      """
      SELECT deletion_request_id, workspace_id, status, message, created_at, created_by, updated_at
      FROM deletion_requests
      """;

  /** Adds a request; its subjects are not taken any more from now on. */
  public void insert(Transaction tx, DeletionRequest request, @Nullable String idempotencyHash) {
    tx.update(
            """
            INSERT INTO deletion_requests
              (deletion_request_id, workspace_id, status, idempotency_hash, created_at, created_by,
                updated_at)
            VALUES (:id, :workspace, :status, :hash, :at, :by, :at)
            """)
        .bind("id", request.id())
        .bind("workspace", request.workspace().value())
        .bind("status", request.status().word())
        .bind("hash", idempotencyHash)
        .bind("at", request.createdAt().toEpochMilli())
        .bind("by", request.createdBy())
        .execute();
    for (DeletionSubject subject : request.subjects()) {
      tx.update(
              """
              INSERT INTO deletion_subjects
                (deletion_request_id, position, kind, subject, fingerprint)
              VALUES (:id, :position, :kind, :subject, :fingerprint)
              """)
          .bind("id", request.id())
          .bind("position", subject.position())
          .bind("kind", subject.kind().word())
          .bind("subject", subject.subject())
          .bind("fingerprint", subject.fingerprint())
          .execute();
      suppress(tx, request.workspace(), subject.fingerprint(), request.createdAt());
    }
  }

  /** Takes no more data of somebody. */
  public void suppress(Transaction tx, WorkspaceId workspace, String fingerprint, Instant at) {
    tx.update(
            """
            INSERT INTO suppressions (workspace_id, fingerprint, created_at)
            VALUES (:workspace, :fingerprint, :at)
            ON CONFLICT (workspace_id, fingerprint) DO NOTHING
            """)
        .bind("workspace", workspace.value())
        .bind("fingerprint", fingerprint)
        .bind("at", at.toEpochMilli())
        .execute();
  }

  public Optional<DeletionRequest> find(Transaction tx, WorkspaceId workspace, String id) {
    return one(
        tx,
        tx.query(SELECT + "WHERE workspace_id = :workspace AND deletion_request_id = :id")
            .bind("workspace", workspace.value())
            .bind("id", id));
  }

  /** The request that was made with an idempotency key. */
  public Optional<DeletionRequest> findByIdempotencyHash(
      Transaction tx, WorkspaceId workspace, String hash) {
    return one(
        tx,
        tx.query(SELECT + "WHERE workspace_id = :workspace AND idempotency_hash = :hash")
            .bind("workspace", workspace.value())
            .bind("hash", hash));
  }

  /**
   * The oldest request that is not done, of any workspace; those that failed only when there is no
   * other, so that none holds up all that come after it.
   */
  public Optional<DeletionRequest> findOpen(Transaction tx) {
    return one(
        tx,
        tx.query(
            SELECT
                + """
                WHERE status <> 'completed'
                ORDER BY CASE status WHEN 'failed' THEN 1 ELSE 0 END, created_at,
                  deletion_request_id
                LIMIT 1
                """));
  }

  /**
   * The requests of a workspace, newest first. Ids are no numbers, so a place in the list is a time
   * and how many of that time come before it.
   */
  public Page<DeletionRequest> list(
      Transaction tx, WorkspaceId workspace, Optional<Cursor> after, int limit) {
    Query query =
        tx.query(
                """
                %s
                WHERE workspace_id = :workspace %s
                ORDER BY created_at DESC, deletion_request_id DESC
                LIMIT :limit OFFSET :skipped
                """
                    .formatted(SELECT, after.isPresent() ? "AND created_at <= :value" : ""))
            .bind("workspace", workspace.value())
            .bind("limit", limit + 1)
            .bind("skipped", Math.max(0, after.map(Cursor::key).orElse(0L)));
    after.ifPresent(cursor -> query.bind("value", cursor.value()));
    List<DeletionRequest> requests = query.map((row, context) -> toRequest(row, List.of())).list();
    Page<DeletionRequest> page =
        Page.of(requests, limit, last -> placeBehind(last, requests.subList(0, limit), after));
    return new Page<>(withSubjects(tx, page.items()), page.next());
  }

  private static Cursor placeBehind(
      DeletionRequest last, List<DeletionRequest> page, Optional<Cursor> after) {
    long at = last.createdAt().toEpochMilli();
    long here = page.stream().filter(each -> each.createdAt().toEpochMilli() == at).count();
    long before = after.filter(cursor -> cursor.value() == at).map(Cursor::key).orElse(0L);
    return new Cursor(at, before + here);
  }

  /** Notes how far a request is. */
  public void move(
      Transaction tx,
      String id,
      DeletionRequest.Status status,
      @Nullable String message,
      Instant at) {
    tx.update(
            """
            UPDATE deletion_requests
            SET status = :status, message = :message, updated_at = :at
            WHERE deletion_request_id = :id
            """)
        .bind("status", status.word())
        .bind("message", message)
        .bind("at", at.toEpochMilli())
        .bind("id", id)
        .execute();
  }

  /** Keeps the receipt of a subject. */
  public void receipt(Transaction tx, String id, int position, String receipt) {
    tx.update(
            """
            UPDATE deletion_subjects
            SET receipt = :receipt
            WHERE deletion_request_id = :id AND position = :position
            """)
        .bind("receipt", receipt)
        .bind("id", id)
        .bind("position", position)
        .execute();
  }

  /** Whether a subject is forgotten already. */
  public boolean hasReceipt(Transaction tx, String id, int position) {
    return tx.query(
            """
            SELECT receipt
            FROM deletion_subjects
            WHERE deletion_request_id = :id AND position = :position AND receipt IS NOT NULL
            """)
        .bind("id", id)
        .bind("position", position)
        .mapTo(String.class)
        .findOne()
        .isPresent();
  }

  /** Forgets whom a request was about. */
  public void forgetSubjects(Transaction tx, String id) {
    tx.update(
            """
            UPDATE deletion_subjects
            SET subject = NULL
            WHERE deletion_request_id = :id
            """)
        .bind("id", id)
        .execute();
  }

  private static Optional<DeletionRequest> one(Transaction tx, Query query) {
    List<DeletionRequest> found = query.map((row, context) -> toRequest(row, List.of())).list();
    return withSubjects(tx, found).stream().findFirst();
  }

  private static List<DeletionRequest> withSubjects(
      Transaction tx, List<DeletionRequest> requests) {
    if (requests.isEmpty()) {
      return requests;
    }
    Map<String, List<DeletionSubject>> subjects = new HashMap<>();
    tx.query(
            """
            SELECT deletion_request_id, position, kind, subject, fingerprint, receipt
            FROM deletion_subjects
            WHERE deletion_request_id IN (<ids>)
            ORDER BY deletion_request_id, position
            """)
        .bindList("ids", requests.stream().map(DeletionRequest::id).toList())
        .map((row, context) -> Map.entry(row.getString("deletion_request_id"), toSubject(row)))
        .forEach(entry ->
            subjects
                .computeIfAbsent(entry.getKey(), id -> new ArrayList<>())
                .add(entry.getValue()));
    return requests.stream()
        .map(request ->
            new DeletionRequest(
                request.id(),
                request.workspace(),
                request.status(),
                request.message(),
                request.createdAt(),
                request.createdBy(),
                request.updatedAt(),
                subjects.getOrDefault(request.id(), List.of())))
        .toList();
  }

  private static DeletionRequest toRequest(ResultSet row, List<DeletionSubject> subjects)
      throws SQLException {
    return new DeletionRequest(
        row.getString("deletion_request_id"),
        new WorkspaceId(row.getLong("workspace_id")),
        DeletionRequest.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
        row.getString("message"),
        Columns.instant(row, "created_at"),
        row.getString("created_by"),
        Columns.instant(row, "updated_at"),
        subjects);
  }

  private static DeletionSubject toSubject(ResultSet row) throws SQLException {
    return new DeletionSubject(
        row.getInt("position"),
        DeletionSubject.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
        row.getString("subject"),
        row.getString("fingerprint"),
        row.getString("receipt"));
  }
}
