package dev.gumleaf.api;

import dev.gumleaf.http.Request;
import dev.gumleaf.http.Response;
import dev.gumleaf.ingest.DomainReader;
import dev.gumleaf.ingest.DomainResult;
import dev.gumleaf.ingest.EmailReader;
import dev.gumleaf.ingest.EmailResult;
import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.ErrorCode;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.Derivation;
import dev.gumleaf.store.Exclusion;
import dev.gumleaf.store.ExclusionStore;
import dev.gumleaf.store.Page;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Locale;

/** Who is left out of lists and counts: the workspace's own people, and companies. */
final class ExclusionEndpoints {
  private final Database database;
  private final ExclusionStore exclusions;
  private final DomainReader domains;
  private final Caller caller;
  private final InstantSource clock;

  ExclusionEndpoints(
      Database database,
      ExclusionStore exclusions,
      DomainReader domains,
      Caller caller,
      InstantSource clock) {
    this.database = database;
    this.exclusions = exclusions;
    this.domains = domains;
    this.caller = caller;
    this.clock = clock;
  }

  /** {@code GET /api/v1/exclusions}: newest first. */
  Response list(Request request) {
    Page<Exclusion> page =
        database.read(tx ->
            exclusions.list(
                tx,
                request.requireWorkspace(),
                Parameters.cursor(request, "exclusions"),
                Parameters.limit(request)));
    return Json.object(200, json -> json.page(page, "exclusions", ExclusionEndpoints::write));
  }

  /** {@code POST /api/v1/exclusions}. */
  Response create(Request request) {
    AdminBody body = AdminBody.read(request, "kind", "value", "reason");
    Exclusion.Kind kind = kind(body.requiredText("kind"));
    String value = value(kind, body.requiredText("value"));
    WorkspaceId workspace = request.requireWorkspace();
    Exclusion made =
        database.write(tx -> {
          // Nobody must come into being between the rule and the look at who is there.
          new Derivation(tx).lockPosition();
          return exclusions.insert(
              tx,
              workspace,
              kind,
              value,
              body.text("reason").orElse(""),
              clock.instant(),
              caller.of(request));
        });
    return Json.object(201, json -> write(json, made));
  }

  /** {@code DELETE /api/v1/exclusions/{id}}. */
  Response delete(Request request) {
    AdminBody.read(request);
    long id = Parameters.number("id", request.parameter("id"));
    WorkspaceId workspace = request.requireWorkspace();
    boolean known =
        database.write(tx -> {
          new Derivation(tx).lockPosition();
          return exclusions.delete(tx, workspace, id);
        });
    if (!known) {
      throw new ApiException(ErrorCode.NOT_FOUND, "there is no exclusion with this id");
    }
    return Response.noContent();
  }

  private static Exclusion.Kind kind(String word) {
    return Arrays.stream(Exclusion.Kind.values())
        .filter(kind -> kind.word().equals(word))
        .findFirst()
        .orElseThrow(() -> Parameters.bad("kind is email, mail_domain or account"));
  }

  private String value(Exclusion.Kind kind, String text) {
    return switch (kind) {
      case EMAIL -> email(text);
      case MAIL_DOMAIN -> mailDomain(text);
      case ACCOUNT -> domain(text);
    };
  }

  private static String email(String text) {
    return switch (EmailReader.read(text)) {
      case EmailResult.Ok ok -> ok.address().value();
      case EmailResult.Refused refused ->
          throw Parameters.bad("value is no e-mail address: " + refused.detail());
    };
  }

  /** Whatever can stand behind an @, also with a provider of mailboxes. */
  private static String mailDomain(String text) {
    String host = text.strip().toLowerCase(Locale.ROOT);
    return email("x@" + host.substring(host.lastIndexOf('@') + 1)).substring(2);
  }

  private String domain(String text) {
    return switch (domains.read(text)) {
      case DomainResult.Ok ok -> ok.domain().value();
      case DomainResult.Refused refused -> throw Parameters.bad(refused.detail());
    };
  }

  private static void write(Json json, Exclusion exclusion) throws IOException {
    json.number("id", exclusion.id())
        .text("kind", exclusion.kind().word())
        .text("value", exclusion.value())
        .text("reason", exclusion.reason())
        .time("created_at", exclusion.createdAt())
        .text("created_by", exclusion.createdBy());
  }
}
