package dev.gumleaf.journal;

import dev.gumleaf.store.Dialect;
import dev.gumleaf.store.PostgresAddress;
import dev.gumleaf.testing.Engine;
import dev.gumleaf.testing.TestPostgres;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/** Where the journal of one test lives: it can be opened again, and with connections that fail. */
final class JournalPlace {
  static final Instant START = Instant.parse("2026-01-05T10:00:00Z");

  private final Engine engine;
  private final Path file;
  private final PostgresAddress address;
  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final AtomicBoolean opened = new AtomicBoolean();
  private final List<Throwable> fatal = new CopyOnWriteArrayList<>();

  private JournalPlace(Engine engine, Path file, PostgresAddress address) {
    this.engine = engine;
    this.file = file;
    this.address = address;
  }

  static JournalPlace of(Engine engine, Path directory) {
    PostgresAddress address =
        switch (engine) {
          case SQLITE -> new PostgresAddress("", "", "");
          case POSTGRES -> TestPostgres.newDatabase();
        };
    return new JournalPlace(engine, directory.resolve("journal.db"), address);
  }

  PostgresAddress address() {
    return address;
  }

  Path file() {
    return file;
  }

  InstantSource clock() {
    return now::get;
  }

  void setClock(Instant instant) {
    now.set(instant);
  }

  /** What the journals of this place reported as the end. */
  List<Throwable> fatal() {
    return fatal;
  }

  JournalConnections connections() {
    return switch (engine) {
      case SQLITE -> JournalConnections.sqlite(file);
      case POSTGRES ->
          opened.getAndSet(true) ? openedAgain() : JournalConnections.postgres(address);
    };
  }

  /** Looking for migrations and filling a pool take longest, and SQLite's start does more. */
  private JournalConnections openedAgain() {
    return new JournalConnections(Dialect.POSTGRES, address.dataSource(), address.dataSource());
  }

  /** A journal whose groups the test writes by calling {@code writeWaiting}. */
  SqlJournal byHand() {
    return byHand(JournalLimits.DEFAULT, UnaryOperator.identity());
  }

  SqlJournal byHand(JournalLimits limits, UnaryOperator<DataSource> writers) {
    return byHand(limits, writers, (entries, bytes, nanos) -> {});
  }

  SqlJournal byHand(
      JournalLimits limits, UnaryOperator<DataSource> writers, JournalListener listener) {
    JournalConnections real = connections();
    return new SqlJournal(
        new JournalConnections(real.dialect(), writers.apply(real.writers()), real.readers()),
        limits,
        clock(),
        System::nanoTime,
        listener,
        fatal::add);
  }

  /** A journal with its writer running. */
  SqlJournal running() {
    return byHand().start();
  }

  SqlJournal running(UnaryOperator<DataSource> writers) {
    return byHand(JournalLimits.DEFAULT, writers).start();
  }
}
