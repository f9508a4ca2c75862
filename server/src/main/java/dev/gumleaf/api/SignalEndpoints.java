package dev.gumleaf.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gumleaf.http.Request;
import dev.gumleaf.http.Response;
import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.ErrorCode;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.signal.RuleException;
import dev.gumleaf.signal.RuleReader;
import dev.gumleaf.signal.SuggestedSignal;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.Derivation;
import dev.gumleaf.store.SignalStore;
import dev.gumleaf.store.SignalVersion;
import dev.gumleaf.store.StoredSignal;
import dev.gumleaf.store.Transaction;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/v1/signals}: what has to happen so that somebody wants to know. A rule looks at what
 * arrives while it is in force; changing it makes a new version.
 */
final class SignalEndpoints {
  /** Characters of a rule, written as JSON. */
  static final int RULE_MAX = 20_000;

  /** Rows deleted in one transaction, so that the pipeline is not held up. */
  private static final int DELETED_AT_ONCE = 5_000;

  private static final String NAME = "name";

  private final Database database;
  private final SignalStore signals;
  private final Caller caller;
  private final InstantSource clock;

  SignalEndpoints(Database database, SignalStore signals, Caller caller, InstantSource clock) {
    this.database = database;
    this.signals = signals;
    this.caller = caller;
    this.clock = clock;
  }

  /** {@code GET /api/v1/signals}: by name. */
  Response list(Request request) {
    List<StoredSignal> found = database.read(tx -> signals.list(tx, request.requireWorkspace()));
    return Json.object(
        200,
        json -> json.objects("items", found, SignalEndpoints::write).text("next_cursor", null));
  }

  /** {@code GET /api/v1/signal-suggestions}: rules that most teams want. */
  Response suggest(Request request) {
    Set<String> made =
        database.read(tx -> signals.list(tx, request.requireWorkspace())).stream()
            .map(StoredSignal::name)
            .collect(Collectors.toSet());
    return Json.object(
        200,
        json ->
            json.objects(
                    "items",
                    SuggestedSignal.ALL,
                    (item, each) ->
                        item.text(NAME, each.name())
                            .text("why", each.why())
                            .raw("rule", each.rule())
                            .flag("made", made.contains(each.name())))
                .text("next_cursor", null));
  }

  /** {@code POST /api/v1/signals}. */
  Response create(Request request) {
    AdminBody body = AdminBody.read(request, NAME, "rule", "enabled");
    String name = body.requiredText(NAME).strip();
    String rule = rule(body.object("rule"));
    boolean enabled = body.flag("enabled").orElse(true);
    WorkspaceId workspace = request.requireWorkspace();
    StoredSignal made =
        database.write(tx -> {
          // Between two slices, so that each entry is looked at by one version.
          new Derivation(tx).lockPosition();
          return signals.insert(
              tx, workspace, name, rule, enabled, clock.instant(), caller.of(request));
        });
    return Json.object(201, json -> write(json, made));
  }

  private record Found(StoredSignal signal, List<SignalVersion> versions) {}

  /** {@code GET /api/v1/signals/{id}}, with the versions it had. */
  Response find(Request request) {
    Found found =
        database.read(tx -> {
          StoredSignal signal = find(tx, request);
          return new Found(signal, signals.listVersions(tx, signal));
        });
    return Json.object(
        200,
        json -> {
          write(json, found.signal());
          json.objects("versions", found.versions(), SignalEndpoints::write);
        });
  }

  /** {@code PATCH /api/v1/signals/{id}}: what is named is changed. */
  Response change(Request request) {
    AdminBody body = AdminBody.read(request, NAME, "rule", "enabled");
    String rule = body.has("rule") ? rule(body.object("rule")) : null;
    WorkspaceId workspace = request.requireWorkspace();
    StoredSignal changed =
        database.write(tx -> {
          new Derivation(tx).lockPosition();
          StoredSignal before = find(tx, request);
          return signals.change(
              tx,
              workspace,
              before,
              body.has(NAME) ? body.requiredText(NAME).strip() : before.name(),
              rule == null ? before.rule() : rule,
              body.flag("enabled").orElse(before.enabled()),
              clock.instant(),
              caller.of(request));
        });
    return Json.object(200, json -> write(json, changed));
  }

  /** {@code DELETE /api/v1/signals/{id}}, and everything it found. */
  Response delete(Request request) {
    AdminBody.read(request);
    StoredSignal gone =
        database.write(tx -> {
          new Derivation(tx).lockPosition();
          StoredSignal signal = find(tx, request);
          signals.delete(tx, signal, clock.instant());
          return signal;
        });
    deleteHits(gone);
    return Response.noContent();
  }

  /** Deletes what a signal found that is gone, some at a time. */
  void deleteHits(StoredSignal gone) {
    int deleted;
    do {
      deleted = database.write(tx -> signals.deleteHits(tx, gone, DELETED_AT_ONCE));
    } while (deleted == DELETED_AT_ONCE);
  }

  /**
   * The signal of the id in a request's path.
   *
   * @throws ApiException NOT_FOUND
   */
  StoredSignal find(Transaction tx, Request request) {
    return signals
        .find(tx, request.requireWorkspace(), Parameters.number("id", request.parameter("id")))
        .orElseThrow(
            () -> new ApiException(ErrorCode.NOT_FOUND, "there is no signal with this id"));
  }

  /** The text of a rule that can be read. */
  static String rule(@Nullable JsonNode rule) {
    if (rule == null) {
      throw Parameters.bad("rule is missing");
    }
    try {
      RuleReader.read(rule);
    } catch (RuleException e) {
      throw Parameters.bad(e.problem());
    }
    String text = rule.toString();
    if (text.length() > RULE_MAX) {
      throw Parameters.bad("rule has more than " + RULE_MAX + " characters");
    }
    return text;
  }

  private static void write(Json json, StoredSignal signal) throws IOException {
    json.number("id", signal.id())
        .text(NAME, signal.name())
        .number("version", signal.version())
        .flag("enabled", signal.enabled())
        .raw("rule", signal.rule())
        .time("created_at", signal.createdAt())
        .time("changed_at", signal.changedAt());
  }

  private static void write(Json json, SignalVersion version) throws IOException {
    json.number("version", version.version())
        .text(NAME, version.name())
        .raw("rule", version.rule())
        .time("created_at", version.createdAt())
        .text("created_by", version.createdBy());
  }
}
