package dev.gumleaf.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gumleaf.http.Request;
import dev.gumleaf.http.Response;
import dev.gumleaf.ingest.DomainReader;
import dev.gumleaf.ingest.DomainResult;
import dev.gumleaf.ingest.EmailReader;
import dev.gumleaf.ingest.EmailResult;
import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.ErrorCode;
import dev.gumleaf.model.ProfileId;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.DeletionRequest;
import dev.gumleaf.store.DeletionStore;
import dev.gumleaf.store.DeletionSubject;
import dev.gumleaf.store.DeletionSubject.Kind;
import dev.gumleaf.store.Derivation;
import dev.gumleaf.store.Page;
import dev.gumleaf.store.ProfileIds;
import dev.gumleaf.store.Transaction;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Requests to forget people and companies. */
final class DeletionEndpoints {
  /** Subjects of one request. A longer list is an error: cutting it would forget nobody's wish. */
  static final int SUBJECTS_MAX = 1_000;

  /** Characters of a fingerprint that stand for whoever was forgotten. */
  private static final int SHOWN = 16;

  private static final int IDEMPOTENCY_KEY_MAX = 255;

  private final Database database;
  private final DeletionStore deletions;
  private final DomainReader domains;
  private final NewKeys newKeys;
  private final Caller caller;
  private final InstantSource clock;

  DeletionEndpoints(
      Database database,
      DeletionStore deletions,
      DomainReader domains,
      NewKeys newKeys,
      Caller caller,
      InstantSource clock) {
    this.database = database;
    this.deletions = deletions;
    this.domains = domains;
    this.newKeys = newKeys;
    this.caller = caller;
    this.clock = clock;
  }

  private record Named(Kind kind, String subject) {}

  /** {@code POST /api/v1/deletion-requests}, with Koala's reply. */
  Response create(Request request) {
    List<Named> named = subjects(AdminBody.read(request, "emails", "profile_ids", "domains"));
    WorkspaceId workspace = request.requireWorkspace();
    String key = request.header("idempotency-key").map(DeletionEndpoints::hash).orElse(null);
    DeletionRequest made =
        database.write(tx -> {
          // One after the other, so that of two with one key the second finds the first.
          new Derivation(tx).lockPosition();
          ProfileIds ids = new Derivation(tx).visitors().profileIds(workspace, newKeys::newSecret);
          List<DeletionSubject> subjects = new ArrayList<>();
          for (Named each : named) {
            subjects.add(
                new DeletionSubject(
                    subjects.size(),
                    each.kind(),
                    each.subject(),
                    ids.fingerprint(each.kind().named(each.subject())),
                    null));
          }
          return findRepeated(tx, workspace, key, subjects)
              .orElseGet(() -> insert(tx, request, workspace, key, subjects));
        });
    return Json.object(200, json -> json.text("deletion_request_id", made.id()));
  }

  private DeletionRequest insert(
      Transaction tx,
      Request request,
      WorkspaceId workspace,
      @Nullable String key,
      List<DeletionSubject> subjects) {
    Instant now = clock.instant();
    DeletionRequest made =
        new DeletionRequest(
            newKeys.uuid().toString(),
            workspace,
            DeletionRequest.Status.PENDING,
            null,
            now,
            caller.of(request),
            now,
            subjects);
    deletions.insert(tx, made, key);
    return made;
  }

  private Optional<DeletionRequest> findRepeated(
      Transaction tx, WorkspaceId workspace, @Nullable String key, List<DeletionSubject> subjects) {
    if (key == null) {
      return Optional.empty();
    }
    Optional<DeletionRequest> known = deletions.findByIdempotencyHash(tx, workspace, key);
    if (known.isPresent() && !prints(known.get().subjects()).equals(prints(subjects))) {
      throw new ApiException(
          ErrorCode.CONFLICT, "this Idempotency-Key was used for another request");
    }
    return known;
  }

  private static List<String> prints(List<DeletionSubject> subjects) {
    return subjects.stream().map(DeletionSubject::fingerprint).toList();
  }

  private List<Named> subjects(AdminBody body) {
    List<Named> named = new ArrayList<>();
    for (String text : body.texts("emails")) {
      named.add(new Named(Kind.EMAIL, email(text)));
    }
    for (String text : body.texts("profile_ids")) {
      if (text.isBlank() || text.length() > ProfileId.LENGTH_MAX) {
        throw Parameters.bad("a profile id has 1 to " + ProfileId.LENGTH_MAX + " characters");
      }
      named.add(new Named(Kind.PROFILE_ID, text.strip()));
    }
    for (String text : body.texts("domains")) {
      named.add(new Named(Kind.DOMAIN, domain(text)));
    }
    if (named.isEmpty()) {
      throw Parameters.bad("emails, profile_ids and domains are all missing or empty");
    }
    if (named.size() > SUBJECTS_MAX) {
      throw Parameters.bad(
          "a request names at most " + SUBJECTS_MAX + ", this one names " + named.size());
    }
    return named.stream().distinct().toList();
  }

  private static String email(String text) {
    return switch (EmailReader.read(text)) {
      case EmailResult.Ok ok -> ok.address().value();
      case EmailResult.Refused refused ->
          throw Parameters.bad("an element of emails is no e-mail address: " + refused.detail());
    };
  }

  private String domain(String text) {
    return switch (domains.read(text)) {
      case DomainResult.Ok ok -> ok.domain().value();
      case DomainResult.Refused refused -> throw Parameters.bad(refused.detail());
    };
  }

  private static String hash(String key) {
    if (key.isBlank() || key.length() > IDEMPOTENCY_KEY_MAX) {
      throw Parameters.bad("Idempotency-Key has 1 to " + IDEMPOTENCY_KEY_MAX + " characters");
    }
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** {@code GET /api/v1/deletion-requests/{id}}. */
  Response find(Request request) {
    DeletionRequest found =
        database
            .read(tx -> deletions.find(tx, request.requireWorkspace(), request.parameter("id")))
            .orElseThrow(() ->
                new ApiException(ErrorCode.NOT_FOUND, "there is no deletion request with this id"));
    return Json.object(200, json -> write(json, found));
  }

  /** {@code GET /api/v1/deletion-requests}: newest first. */
  Response list(Request request) {
    Page<DeletionRequest> page =
        database.read(tx ->
            deletions.list(
                tx,
                request.requireWorkspace(),
                Parameters.cursor(request, "deletions"),
                Parameters.limit(request)));
    return Json.object(200, json -> json.page(page, "deletions", DeletionEndpoints::write));
  }

  private static void write(Json json, DeletionRequest request) throws IOException {
    boolean done = request.status() == DeletionRequest.Status.COMPLETED;
    json.text("id", request.id())
        .number("project_id", request.workspace().value())
        .text("created_by_id", request.createdBy())
        .time("created_at", request.createdAt())
        .time("updated_at", request.updatedAt())
        .texts("input", request.subjects().stream().map(DeletionEndpoints::shown).toList())
        .text("status", request.status().word())
        .texts("messages", request.message() == null ? List.of() : List.of(request.message()));
    if (done) {
      String receipts =
          request.subjects().stream()
              .map(DeletionSubject::receipt)
              .filter(receipt -> receipt != null)
              .collect(Collectors.joining(",", "[", "]"));
      json.raw("deleted_receipt", receipts);
    } else {
      json.raw("deleted_receipt", null);
    }
  }

  /** Whoever is forgotten is shown by what only those can tell who know whom they asked for. */
  private static String shown(DeletionSubject subject) {
    return subject.subject() == null
        ? "erased:" + subject.fingerprint().substring(0, SHOWN)
        : subject.subject();
  }
}
