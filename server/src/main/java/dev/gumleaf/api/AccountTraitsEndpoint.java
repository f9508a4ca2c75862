package dev.gumleaf.api;

import dev.gumleaf.http.Endpoint;
import dev.gumleaf.http.Request;
import dev.gumleaf.http.Response;
import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.Trait;
import dev.gumleaf.model.TraitName;
import dev.gumleaf.model.TraitSet;
import dev.gumleaf.store.AccountView;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.EntryStore;
import dev.gumleaf.store.Page;
import dev.gumleaf.store.StoredEntry;
import dev.gumleaf.store.TraitStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * {@code GET /api/v1/accounts/{account}/traits}: each trait with where it came from, and on request
 * what it was before; then deleted ones are shown, too.
 */
final class AccountTraitsEndpoint implements Endpoint.Blocking {
  /** Identifies that a history looks back on; older ones are read with {@code until}. */
  private static final int IDENTIFIES_MAX = 1_000;

  private final Database database;
  private final Accounts accounts;
  private final TraitStore traits;
  private final EntryStore entries;

  AccountTraitsEndpoint(
      Database database, Accounts accounts, TraitStore traits, EntryStore entries) {
    this.database = database;
    this.accounts = accounts;
    this.traits = traits;
    this.entries = entries;
  }

  private record Grouped(String group, Trait trait) {}

  private record Found(List<Grouped> traits, Optional<TraitHistory> history, boolean complete) {}

  @Override
  public Response handle(Request request) {
    boolean withHistory = Parameters.flag(request, "history");
    Found found = find(request, withHistory);
    return Json.object(
        200,
        json -> {
          json.objects(
              "items", found.traits(), (item, grouped) -> write(item, grouped, found.history()));
          if (withHistory) {
            json.flag("history_complete", found.complete());
          }
        });
  }

  private Found find(Request request, boolean withHistory) {
    EntryStore.Filter identifies =
        new EntryStore.Filter(
            CallKind.IDENTIFY,
            Optional.empty(),
            Optional.empty(),
            Parameters.time(request, "until"),
            true);
    return database.read(tx -> {
      AccountView account = accounts.find(tx, request);
      if (!withHistory) {
        return new Found(select(request, traits.list(tx, account)), Optional.empty(), true);
      }
      Page<StoredEntry> page =
          entries.list(tx, account, identifies, Optional.empty(), IDENTIFIES_MAX);
      return new Found(
          select(request, traits.listAll(tx, account)),
          Optional.of(TraitHistory.of(page.items())),
          page.next().isEmpty());
    });
  }

  private static List<Grouped> select(Request request, SortedMap<String, TraitSet> groups) {
    List<Grouped> selected = new ArrayList<>();
    groups.forEach((group, set) -> {
      for (Trait trait : set.byName().values()) {
        boolean named =
            request.query("name").map(TraitName::of).map(trait.name()::equals).orElse(true);
        boolean inGroup = request.query("group_id").map(group::equals).orElse(true);
        if (named && inGroup) {
          selected.add(new Grouped(group, trait));
        }
      }
    });
    return selected;
  }

  private static void write(Json json, Grouped grouped, Optional<TraitHistory> history)
      throws IOException {
    Trait trait = grouped.trait();
    json.text("name", trait.name().value())
        .text("group_id", grouped.group().isEmpty() ? null : grouped.group());
    writeValue(json, trait);
    if (history.isPresent()) {
      json.objects(
          "history",
          history.get().of(grouped.group(), trait.name()),
          AccountTraitsEndpoint::writeValue);
    }
  }

  static void writeValue(Json json, Trait trait) throws IOException {
    json.raw("value", trait.value().json())
        .text("type", TraitType.of(trait.value()))
        .text("source", trait.source().word())
        .time("effective_at", trait.effectiveAt())
        .text("spelling", trait.spelling());
  }
}
