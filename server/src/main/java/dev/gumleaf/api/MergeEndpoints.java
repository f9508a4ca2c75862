package dev.gumleaf.api;

import dev.gumleaf.http.Request;
import dev.gumleaf.http.Response;
import dev.gumleaf.model.AccountIds;
import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.Domain;
import dev.gumleaf.model.ErrorCode;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.AccountMerge;
import dev.gumleaf.store.AccountStore;
import dev.gumleaf.store.AccountView;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.MergeStore;
import dev.gumleaf.store.Page;
import dev.gumleaf.store.Transaction;
import java.io.IOException;
import java.time.InstantSource;

/** Further domains of a company, merges of accounts, their log, and taking them back. */
final class MergeEndpoints {
  private final Database database;
  private final Accounts accounts;
  private final AccountStore store;
  private final MergeStore merges;
  private final Caller caller;
  private final InstantSource clock;

  MergeEndpoints(
      Database database,
      Accounts accounts,
      AccountStore store,
      MergeStore merges,
      Caller caller,
      InstantSource clock) {
    this.database = database;
    this.accounts = accounts;
    this.store = store;
    this.merges = merges;
    this.caller = caller;
    this.clock = clock;
  }

  /**
   * {@code POST …/domains}: the company has this domain, too; data sent for it is shown with it.
   */
  Response addDomain(Request request) {
    AdminBody body = AdminBody.read(request, "domain", "reason");
    Domain domain = accounts.domain(body.requiredText("domain"));
    WorkspaceId workspace = request.requireWorkspace();
    return merged(
        request,
        tx -> {
          AccountView into = accounts.find(tx, request);
          if (store.findByDomain(tx, workspace, domain).isEmpty()) {
            merges.insertAccount(tx, workspace, AccountIds.derive(workspace, domain), domain);
          }
          AccountView from = store.findByDomain(tx, workspace, domain).orElseThrow();
          return merge(tx, request, from, into, AccountMerge.Kind.ALIAS, body);
        });
  }

  /** {@code POST …/merges}: another account is the same company. */
  Response merge(Request request) {
    AdminBody body = AdminBody.read(request, "from", "reason");
    WorkspaceId workspace = request.requireWorkspace();
    return merged(
        request,
        tx -> {
          AccountView into = accounts.find(tx, request);
          AccountView from = accounts.find(tx, workspace, body.requiredText("from"));
          return merge(tx, request, from, into, AccountMerge.Kind.MERGE, body);
        });
  }

  private interface Merging {
    long run(Transaction tx);
  }

  private Response merged(Request request, Merging merging) {
    AccountMerge done =
        database.write(tx -> {
          merges.lock(tx);
          long id = merging.run(tx);
          return merges.find(tx, request.requireWorkspace(), id).orElseThrow();
        });
    return Json.object(201, json -> write(json, done));
  }

  private long merge(
      Transaction tx,
      Request request,
      AccountView from,
      AccountView into,
      AccountMerge.Kind kind,
      AdminBody body) {
    return merges.merge(
        tx,
        request.requireWorkspace(),
        from.key(),
        into.key(),
        new MergeStore.Note(
            kind, body.text("reason").orElse(""), clock.instant(), caller.of(request)));
  }

  /** {@code GET /api/v1/account-merges}: the log, newest first. */
  Response list(Request request) {
    Page<AccountMerge> page =
        database.read(tx ->
            merges.list(
                tx,
                request.requireWorkspace(),
                Parameters.cursor(request, "merges"),
                Parameters.limit(request)));
    return Json.object(200, json -> json.page(page, "merges", MergeEndpoints::write));
  }

  /** {@code POST /api/v1/account-merges/{id}/undo}. */
  Response undo(Request request) {
    AdminBody.read(request);
    long id = Parameters.number("id", request.parameter("id"));
    WorkspaceId workspace = request.requireWorkspace();
    AccountMerge undone =
        database.write(tx -> {
          merges.lock(tx);
          merges.undo(tx, workspace, id, clock.instant(), caller.of(request));
          return merges
              .find(tx, workspace, id)
              .orElseThrow(() -> new ApiException(ErrorCode.NOT_FOUND, "no such merge"));
        });
    return Json.object(200, json -> write(json, undone));
  }

  private static void write(Json json, AccountMerge merge) throws IOException {
    json.number("id", merge.id())
        .text("kind", merge.kind().word())
        .object(
            "from",
            from ->
                from.text("account_id", merge.from().value())
                    .text("domain", merge.fromDomain().value()))
        .object(
            "into",
            into ->
                into.text("account_id", merge.into().value())
                    .text("domain", merge.intoDomain().value()))
        .text("reason", merge.reason())
        .time("created_at", merge.createdAt())
        .text("created_by", merge.createdBy())
        .time("undone_at", merge.undoneAt())
        .text("undone_by", merge.undoneBy());
  }
}
