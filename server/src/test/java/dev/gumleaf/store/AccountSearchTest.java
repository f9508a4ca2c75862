package dev.gumleaf.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.model.Account;
import dev.gumleaf.model.AccountId;
import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.Domain;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.testing.Engine;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Searching among more accounts than are looked through one by one, so that the index is asked. */
class AccountSearchTest {
  private static final WorkspaceId WORKSPACE = new WorkspaceId(1);
  private static final int MANY = 2_500;

  @TempDir private Path directory;
  private final AccountStore store = new AccountStore();

  /** The account with key 1 was seen first, so it is the last on the list. */
  private Database filled(Engine engine) {
    Database database = engine.open(directory);
    database.write(tx -> {
      new WorkspaceStore().insert(tx, "default", Instant.EPOCH);
      Derivation derivation = new Derivation(tx);
      List<Account> accounts = new ArrayList<>();
      List<AccountActivity> activities = new ArrayList<>();
      for (int i = 1; i <= MANY; i++) {
        Account account = account(i, i == 1 ? "rare-quail.test" : "company%d.test".formatted(i));
        accounts.add(account);
        activities.add(new AccountActivity(account.key(), account.key(), 1, 0, 0, i, i));
      }
      derivation.nextAccountKeys(MANY);
      derivation.insertAccounts(WORKSPACE, accounts);
      derivation.addActivity(activities);
      return true;
    });
    return database;
  }

  private static Account account(int key, String domain) {
    AccountKey accountKey = new AccountKey(key);
    return new Account(accountKey, new AccountId("acct_" + key), new Domain(domain), accountKey);
  }

  private void rename(Database database, int key, String domain, String name) {
    database.write(tx -> {
      new Derivation(tx).renameAccount(account(key, domain), name);
      return true;
    });
  }

  private List<String> find(Database database, String text) {
    return database
        .read(tx -> store.list(tx, WORKSPACE, text, false, true, Optional.empty(), 50))
        .items()
        .stream()
        .map(account -> account.domain().value())
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void list_textThatOneDistantAccountHas_findsIt(Engine engine) {
    try (Database database = filled(engine)) {
      assertThat(find(database, "Re-Qua")).containsExactly("rare-quail.test");
      assertThat(find(database, "q")).containsExactly("rare-quail.test");
      assertThat(find(database, "quails")).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void list_renamedAccount_isFoundByTheNewNameOnly(Engine engine) {
    try (Database database = filled(engine)) {
      rename(database, 1, "rare-quail.test", "Éclair & \"Söhne\" 100%_!");
      assertThat(find(database, "éclair")).containsExactly("rare-quail.test");
      assertThat(find(database, "\"söhne\" 100%_!")).containsExactly("rare-quail.test");
      assertThat(find(database, "100__!")).isEmpty();

      rename(database, 1, "rare-quail.test", "Wagtail");
      assertThat(find(database, "éclair")).isEmpty();
      assertThat(find(database, "wagtail")).containsExactly("rare-quail.test");
    }
  }

  @ParameterizedTest
  @EnumSource
  void list_internationalDomain_isFoundAsPeopleWriteIt(Engine engine) {
    try (Database database = filled(engine)) {
      rename(database, 1, "xn--bcher-kva.test", "Books");
      assertThat(find(database, "Bücher")).containsExactly("rare-quail.test");
      assertThat(find(database, "xn--bcher")).containsExactly("rare-quail.test");
    }
  }

  @ParameterizedTest
  @EnumSource
  void list_domainOfAMergedAccount_findsTheOneItIsShownUnder(Engine engine) {
    try (Database database = filled(engine)) {
      MergeStore merges = new MergeStore();
      MergeStore.Note note =
          new MergeStore.Note(AccountMerge.Kind.MERGE, "", Instant.EPOCH, "somebody");
      long merge =
          database.write(
              tx -> merges.merge(tx, WORKSPACE, new AccountKey(1), new AccountKey(2), note));
      assertThat(find(database, "quail")).containsExactly("company2.test");

      database.write(tx -> {
        merges.undo(tx, WORKSPACE, merge, Instant.EPOCH, "somebody");
        return true;
      });
      assertThat(find(database, "quail")).containsExactly("rare-quail.test");
    }
  }

  @ParameterizedTest
  @EnumSource
  void list_pagesOfASearch_giveEveryMatchOnceInOrder(Engine engine) {
    try (Database database = filled(engine)) {
      List<String> found = new ArrayList<>();
      Optional<Cursor> after = Optional.empty();
      do {
        Optional<Cursor> from = after;
        Page<AccountView> page =
            database.read(tx -> store.list(tx, WORKSPACE, "company1", false, true, from, 100));
        page.items().forEach(account -> found.add(account.domain().value()));
        after = page.next();
      } while (after.isPresent());

      List<String> expected = new ArrayList<>();
      for (int i = MANY; i > 1; i--) {
        if (Integer.toString(i).startsWith("1")) {
          expected.add("company%d.test".formatted(i));
        }
      }
      assertThat(found).isEqualTo(expected);
    }
  }
}
