package dev.gumleaf.store;

import java.util.Arrays;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationVersion;

/** The forward-only changes of the database shape, applied at start. */
public enum Migrations {
  STATE("state"),
  JOURNAL("journal");

  private final String folder;

  Migrations(String folder) {
    this.folder = folder;
  }

  /**
   * Brings the database to the newest shape; does nothing when it is there already.
   *
   * @throws NewerSchemaException if the database has a shape that only a newer program knows
   */
  public void run(DataSource source, Dialect dialect) {
    Flyway flyway = flyway(source, dialect);
    Shape shape = shape(flyway);
    if (shape.isNewer()) {
      throw new NewerSchemaException(shape.found(), shape.known());
    }
    flyway.migrate();
  }

  /** The shape the database has, changing nothing. */
  Shape shape(DataSource source, Dialect dialect) {
    return shape(flyway(source, dialect));
  }

  private static Shape shape(Flyway flyway) {
    MigrationInfoService info = flyway.info();
    return new Shape(
        Optional.ofNullable(info.current()).map(MigrationInfo::getVersion).orElse(NONE),
        Arrays.stream(info.all())
            .filter(migration -> migration.getState().isResolved())
            .map(MigrationInfo::getVersion)
            .reduce(NONE, (newest, version) -> version.isNewerThan(newest) ? version : newest));
  }

  /** What a database has that no migration has touched. */
  static final MigrationVersion NONE = MigrationVersion.fromVersion("0");

  private Flyway flyway(DataSource source, Dialect dialect) {
    return Flyway.configure()
        .dataSource(source)
        .locations("classpath:dev/gumleaf/store/migrations/" + folder)
        // The journal may share its database with the state, so each has a history of its own.
        .table(folder + "_migrations")
        .baselineOnMigrate(true)
        .baselineVersion(NONE.getVersion())
        .placeholders(dialect.migrationPlaceholders())
        .load();
  }

  /** The newest migration in the database and the newest one in the program. */
  record Shape(MigrationVersion inDatabase, MigrationVersion inProgram) {
    boolean isNewer() {
      return inDatabase.isNewerThan(inProgram);
    }

    boolean isOlder() {
      return inProgram.isNewerThan(inDatabase);
    }

    String found() {
      return inDatabase.getVersion();
    }

    String known() {
      return inProgram.getVersion();
    }
  }
}
