package dev.gumleaf.app;

import dev.gumleaf.config.Settings;
import dev.gumleaf.journal.SqlJournal;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.DatabaseProbe;
import dev.gumleaf.store.PostgresAddress;
import java.nio.file.Files;

/** Where journal and state are, according to the settings. */
sealed interface StatePlace {
  /** In files of the data directory. */
  record Embedded(DataDirectory directory) implements StatePlace {
    @Override
    public DatabaseProbe.Finding look() {
      return DatabaseProbe.sqlite(directory.stateFile());
    }

    @Override
    public boolean isUnused() {
      return !Files.exists(directory.stateFile()) && !Files.exists(directory.journalFile());
    }

    @Override
    public Database openDatabase() {
      return Database.sqlite(directory.stateFile());
    }

    @Override
    public long readLastSequence() {
      return SqlJournal.readLastSequence(directory.journalFile());
    }

    @Override
    public String toString() {
      return directory.shown();
    }
  }

  /** In a PostgreSQL database. */
  record Postgres(PostgresAddress address) implements StatePlace {
    @Override
    public DatabaseProbe.Finding look() {
      return DatabaseProbe.postgres(address);
    }

    @Override
    public boolean isUnused() {
      return look() instanceof DatabaseProbe.Finding.Older older && older.isEmpty();
    }

    @Override
    public Database openDatabase() {
      return Database.postgres(address);
    }

    @Override
    public long readLastSequence() {
      return SqlJournal.readLastSequence(address);
    }

    @Override
    public String toString() {
      return address.toString();
    }
  }

  /** Reads the place; fails with a message for the operator if the address cannot be read. */
  static StatePlace of(Settings settings) {
    if (settings.store().findDatabaseUrl().isEmpty()) {
      return new Embedded(new DataDirectory(settings.store().data()));
    }
    try {
      return new Postgres(PostgresAddress.parse(settings.store().databaseUrl()));
    } catch (IllegalArgumentException unreadable) {
      throw new CommandFailure("database-url: " + unreadable.getMessage());
    }
  }

  /** Looks at the state database, changing nothing. */
  DatabaseProbe.Finding look();

  /** Whether no server has started on it yet; asked only of a place that can be used. */
  boolean isUnused();

  /** Opens the state. */
  Database openDatabase();

  /** The newest durable entry of the journal, which another process may be writing. */
  long readLastSequence();

  /** Reads how far journal and state are, also while a server runs. */
  default JournalPositions readPositions() {
    long last = readLastSequence();
    try (Database database = openDatabase()) {
      return JournalPositions.of(last, database);
    }
  }

  /** Fails with a message for the operator if a server could not use the database. */
  default void requireUsable() {
    switch (look()) {
      case DatabaseProbe.Finding.Absent absent -> {}
      case DatabaseProbe.Finding.Ready ready -> {}
      case DatabaseProbe.Finding.Older older -> {}
      case DatabaseProbe.Finding.Newer newer ->
          throw new CommandFailure(
              "the database in "
                  + this
                  + " has shape "
                  + newer.found()
                  + " and this program knows shapes up to "
                  + newer.known()
                  + ": it was used by a newer release\nrun that release, or restore a backup");
      case DatabaseProbe.Finding.Unreachable unreachable ->
          throw new CommandFailure(
              "cannot use the database in " + this + ": " + unreachable.reason());
    }
  }
}
