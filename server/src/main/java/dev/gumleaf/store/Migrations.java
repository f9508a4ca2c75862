package dev.gumleaf.store;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The forward-only changes of the database shape, applied at start. */
public enum Migrations {
  STATE("state"),
  JOURNAL("journal");

  private final String folder;

  Migrations(String folder) {
    this.folder = folder;
  }

  /** Brings the database to the newest shape; does nothing when it is there already. */
  public void run(DataSource source, Dialect dialect) {
    Flyway.configure()
        .dataSource(source)
        .locations("classpath:dev/gumleaf/store/migrations/" + folder)
        // The journal may share its database with the state, so each has a history of its own.
        .table(folder + "_migrations")
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .placeholders(dialect.migrationPlaceholders())
        .load()
        .migrate();
  }
}
