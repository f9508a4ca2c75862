package dev.gumleaf.api;

import dev.gumleaf.http.Endpoint;
import dev.gumleaf.http.Request;
import dev.gumleaf.http.Response;
import dev.gumleaf.model.Trait;
import dev.gumleaf.model.TraitSet;
import dev.gumleaf.store.AccountView;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.TraitStore;
import java.io.IOException;
import java.util.SortedMap;

/** {@code GET /api/v1/accounts/{account}}: one company, its traits, and those of its groups. */
final class AccountEndpoint implements Endpoint.Blocking {
  private final Database database;
  private final Accounts accounts;
  private final TraitStore traits;

  AccountEndpoint(Database database, Accounts accounts, TraitStore traits) {
    this.database = database;
    this.accounts = accounts;
    this.traits = traits;
  }

  private record Shown(AccountView account, SortedMap<String, TraitSet> groups) {}

  @Override
  public Response handle(Request request) {
    Shown shown =
        database.read(tx -> {
          AccountView account = accounts.find(tx, request);
          return new Shown(
              accounts.withVisitors(tx, request.requireWorkspace(), account),
              traits.list(tx, account));
        });
    return Json.object(
        200,
        json -> {
          AccountListEndpoint.write(json, shown.account());
          json.object("traits", own -> write(own, shown.groups().getOrDefault("", TraitSet.EMPTY)));
          json.object(
              "groups",
              groups -> {
                for (var group : shown.groups().entrySet()) {
                  if (!group.getKey().isEmpty()) {
                    groups.object(
                        group.getKey(),
                        one -> one.object("traits", each -> write(each, group.getValue())));
                  }
                }
              });
        });
  }

  private static void write(Json json, TraitSet traits) throws IOException {
    for (Trait trait : traits.byName().values()) {
      json.raw(trait.name().value(), trait.value().json());
    }
  }
}
