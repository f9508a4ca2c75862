package dev.gumleaf.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.store.Database;
import dev.gumleaf.store.PostgresAddress;
import dev.gumleaf.store.Transaction;
import dev.gumleaf.testing.TestPostgres;
import dev.gumleaf.testing.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two nodes on one PostgreSQL: the second is asked for a merge, or to undo one, while the first is
 * in the middle of a slice that concerns the same accounts.
 */
class MergeOrderTest {
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void listedAt_changeDuringASlice_isAsIfOneCameAfterTheOther(boolean undo) {
    List<String> after = listed(undo, false);
    List<String> during = listed(undo, true);
    assertThat(after)
        .containsExactly(
            "acme.test " + (undo ? "2026-01-01" : "2026-01-03"),
            "globex.test " + (undo ? "2026-01-03" : "none"));
    assertThat(during).isEqualTo(after);
  }

  private static List<String> listed(boolean undo, boolean duringTheSlice) {
    PostgresAddress address = TestPostgres.newDatabase();
    try (TestServer first = TestServer.start(Database.postgres(address));
        TestServer second = TestServer.secondNode(Database.postgres(address));
        Database other = Database.postgres(address)) {
      first.batch(event("acme.test", 1));
      first.batch(event("globex.test", 2));
      if (undo) {
        change(second, false);
      }
      if (duringTheSlice) {
        changeDuringASlice(first, second, other, undo);
      } else {
        first.batch(event("globex.test", 3));
        change(second, undo);
      }
      return other.read(MergeOrderTest::listed);
    }
  }

  /** The pipeline knows the accounts' heads already when it has to wait for the entries. */
  private static void changeDuringASlice(
      TestServer first, TestServer second, Database other, boolean undo) {
    Thread change =
        other.write(tx -> {
          tx.update("LOCK TABLE entries IN ACCESS EXCLUSIVE MODE").execute();
          first.send(
              first
                  .request("/web/projects/pk_first/accounts/batch")
                  .POST(BodyPublishers.ofString(event("globex.test", 3))));
          while (waiting(tx) < 1) {
            Thread.onSpinWait();
          }
          Thread changing = Thread.ofPlatform().start(() -> change(second, undo));
          while (changing.isAlive() && waiting(tx) < 2) {
            Thread.onSpinWait();
          }
          return changing;
        });
    try {
      change.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    // Slices are applied in order, so the one before this is applied when it is answered.
    first.batch(event("globex.test", 2));
  }

  private static int waiting(Transaction tx) {
    return tx.query(
            """
            SELECT COUNT(*)
            FROM pg_stat_activity
            WHERE datname = current_database() AND wait_event_type = 'Lock'
            """)
        .mapTo(Integer.class)
        .one();
  }

  private static void change(TestServer server, boolean undo) {
    String path = undo ? "/api/v1/account-merges/1/undo" : "/api/v1/accounts/acme.test/merges";
    String body = undo ? "{}" : "{\"from\":\"globex.test\"}";
    assertThat(server.admin("POST", path, body).statusCode()).isBetween(200, 201);
  }

  private static String event(String domain, int day) {
    return """
    {"domain":"%1$s","events":[{"type":"track","event":"E","message_id":"%1$s-%2$d",
      "sent_at":"2026-01-0%2$dT00:00:00Z"}]}
    """
        .formatted(domain, day);
  }

  private static List<String> listed(Transaction tx) {
    return tx.query(
            """
            SELECT domain || ' ' || COALESCE(
              to_char(to_timestamp(listed_at / 1000) AT TIME ZONE 'UTC', 'YYYY-MM-DD'), 'none')
            FROM accounts
            ORDER BY domain
            """)
        .mapTo(String.class)
        .list();
  }
}
