package dev.gumleaf.api;

import dev.gumleaf.model.AccountId;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.AccountStore;
import dev.gumleaf.store.AccountView;
import dev.gumleaf.store.ChangeKind;
import dev.gumleaf.store.ChangePage;
import dev.gumleaf.store.ChangeStore;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.Derivation;
import dev.gumleaf.store.Membership;
import dev.gumleaf.store.ProfileStore;
import dev.gumleaf.store.ProfileView;
import dev.gumleaf.store.StoredChange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The feed of what changed in a workspace, as it is told to those who follow it. Thread-safe. */
final class ChangeFeed {
  private final Database database;
  private final ChangeStore changes = new ChangeStore();
  private final AccountStore accounts = new AccountStore();
  private final Owners owners = new Owners(new ProfileStore());
  private long settled;

  ChangeFeed(Database database) {
    this.database = database;
  }

  /**
   * A change as it is told.
   *
   * @param account the company it is about, itself or by its people; null when there is none
   * @param json an object
   */
  record Item(long key, ChangeKind kind, @Nullable AccountId account, String json) {}

  /** A piece of the feed; see {@link ChangePage}. */
  record Piece(List<Item> items, long through, boolean more, ChangePage.@Nullable Gap gap) {
    Piece {
      items = List.copyOf(items);
    }
  }

  /** The key of the newest change, whosever it is. */
  long newest() {
    return database.read(changes::newest);
  }

  /** What changed in a workspace behind a key, oldest first; what lists leave out is left out. */
  Piece read(WorkspaceId workspace, long after, int limit) {
    return database.read(tx -> {
      ChangePage page = changes.read(tx, workspace, after, limit);
      List<Owners.Deed> deeds =
          page.changes().stream()
              .map(each ->
                  new Owners.Deed(each.key(), each.profile(), each.person(), each.happenedAt()))
              .toList();
      return piece(page, owners.find(tx, workspace, deeds));
    });
  }

  /** The id that an account is shown under by now. */
  Optional<AccountId> shownAs(WorkspaceId workspace, AccountId account) {
    return database.read(tx -> accounts.findById(tx, workspace, account)).map(AccountView::id);
  }

  /**
   * Makes what is about to be told durable, up to a key. A power cut takes back what was derived a
   * moment ago; it is derived again, but not always under the same keys, and whoever goes on from a
   * key that was told would miss something.
   */
  synchronized void settle(long through) {
    if (through > settled) {
      database.write(tx -> new Derivation(tx).confirmPosition());
      settled = through;
    }
  }

  private static Piece piece(ChangePage page, Map<Long, ProfileView> people) {
    List<Item> items = new ArrayList<>();
    for (StoredChange change : page.changes()) {
      ProfileView person = people.get(change.key());
      if (isToBeSeen(change, person)) {
        items.add(
            new Item(change.key(), change.kind(), account(change, person), json(change, person)));
      }
    }
    return new Piece(items, page.through(), page.more(), page.gap());
  }

  /** Our own people and companies that nobody wants to see are in no list either. */
  private static boolean isToBeSeen(StoredChange change, @Nullable ProfileView person) {
    boolean isOfSomebody = change.profile() != null;
    return (!isOfSomebody || (person != null && !person.internal()))
        && (change.company() == null || !change.company().excluded());
  }

  private static @Nullable AccountId account(StoredChange change, @Nullable ProfileView person) {
    if (change.company() != null) {
      return change.company().id();
    }
    return person == null || person.company() == null ? null : person.company().id();
  }

  private static String json(StoredChange change, @Nullable ProfileView person) {
    return Json.line(json -> write(json, change, person));
  }

  private static void write(Json json, StoredChange change, @Nullable ProfileView person)
      throws IOException {
    json.number("id", change.key()).text("kind", change.kind().word()).time("at", change.at());
    writeAccount(json, change, person);
    json.object("person", person, ProfileJson::writeName);
    if (change.hit() != null) {
      json.object("hit", change.hit(), ChangeFeed::writeHit);
    }
    if (change.audience() != null) {
      json.object(
          "audience",
          change.audience(),
          (item, audience) -> item.number("id", audience.id()).text("name", audience.name()));
    }
    if (change.score() != null) {
      json.raw("score", change.score());
    }
  }

  private static void writeAccount(Json json, StoredChange change, @Nullable ProfileView person)
      throws IOException {
    if (change.company() != null) {
      json.object(
          "account",
          change.company(),
          (item, company) ->
              item.text("account_id", company.id().value())
                  .text("domain", company.domain().value()));
    } else {
      json.object(
          "account",
          person == null ? null : person.company(),
          (Json item, Membership company) ->
              item.text("account_id", company.id().value())
                  .text("domain", company.domain().value()));
    }
  }

  private static void writeHit(Json json, StoredChange.Hit hit) throws IOException {
    json.number("id", hit.key())
        .object(
            "signal",
            signal ->
                signal
                    .number("id", hit.signal())
                    .text("name", hit.name())
                    .raw("version", hit.version() == null ? null : hit.version().toString()))
        .time("at", hit.at())
        .raw("evidence", hit.evidence());
  }
}
