package dev.gumleaf.architecture;

import dev.gumleaf.store.Database;
import java.nio.file.Path;
import java.util.List;

/** {@code docs/reference/tables.md}, from a migrated database. */
final class TablesPage {
  private TablesPage() {}

  static String text(Path directory) {
    List<String> statements;
    try (Database database = Database.sqlite(directory.resolve("state.db"))) {
      statements =
          database.read(tx ->
              tx.query(
                      """
                      SELECT sql
                      FROM sqlite_schema
                      WHERE sql IS NOT NULL
                        AND tbl_name NOT LIKE '%_migrations'
                        AND tbl_name NOT LIKE 'account!_search!_%' ESCAPE '!'
                      ORDER BY tbl_name, type DESC, name
                      """)
                  .mapTo(String.class)
                  .list());
    }
    return """
    # Tables

    The state as it is on SQLite; on PostgreSQL `INTEGER PRIMARY KEY` is `BIGINT PRIMARY KEY`, and `account_search` is an
    index of the extension `pg_trgm` on `accounts.search`. Times are milliseconds since 1970, UTC.
    The reasons are in the migrations, under `server/src/main/resources/dev/gumleaf/store/migrations/`.

    ```sql
    %s;
    ```
    """
        .formatted(String.join(";\n\n", statements));
  }
}
