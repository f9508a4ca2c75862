package dev.gumleaf.app;

import dev.gumleaf.config.DataSize;
import dev.gumleaf.config.Settings;
import dev.gumleaf.store.DatabaseProbe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What the doctor looks at. */
final class DoctorChecks {
  private static final int JAVA_MIN = 25;

  /** No machine that runs Java 25 can have an earlier date. */
  private static final Instant JAVA_RELEASED = Instant.parse("2025-09-16T00:00:00Z");

  /** File systems of other machines may be a little ahead. */
  private static final Duration AHEAD_MAX = Duration.ofMinutes(1);

  /** Below this the next hour may fill the disk; a server then answers 503. */
  private static final DataSize FREE_MIN = DataSize.parse("256MiB");

  private static final DataSize FREE_COMFORTABLE = DataSize.parse("2GiB");

  private final Settings settings;
  private final Backend backend;
  private final InstantSource clock;

  DoctorChecks(Settings settings, Backend backend, InstantSource clock) {
    this.settings = settings;
    this.backend = backend;
    this.clock = clock;
  }

  /** How bad it is. */
  enum Verdict {
    OK,
    WARN,
    BAD;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** One line of the report. */
  record Finding(Verdict verdict, String subject, String detail) {
    static Finding ok(String subject, String detail) {
      return new Finding(Verdict.OK, subject, detail);
    }

    static Finding warn(String subject, String detail) {
      return new Finding(Verdict.WARN, subject, detail);
    }

    static Finding bad(String subject, String detail) {
      return new Finding(Verdict.BAD, subject, detail);
    }
  }

  List<Finding> run() {
    List<Finding> findings = new ArrayList<>();
    findings.add(Finding.ok("settings", settings.listing().size() + " settings, all readable"));
    findings.add(java(Runtime.version().feature()));
    try {
      StatePlace place = StatePlace.of(settings);
      if (place instanceof StatePlace.Embedded embedded) {
        findings.addAll(files(embedded.directory()));
      }
      DatabaseProbe.Finding database = place.look();
      findings.add(database(place, database));
      if (database instanceof DatabaseProbe.Finding.Ready) {
        findings.add(journal(backend.readPositions(settings)));
      }
    } catch (CommandFailure | IOException failed) {
      findings.add(Finding.bad("database", String.valueOf(failed.getMessage())));
    }
    return findings;
  }

  static Finding java(int feature) {
    return feature >= JAVA_MIN
        ? Finding.ok("java", Runtime.version() + " of " + System.getProperty("java.vendor"))
        : Finding.bad("java", feature + " is too old, " + JAVA_MIN + " is needed");
  }

  private List<Finding> files(DataDirectory directory) throws IOException {
    Path path = directory.path().toAbsolutePath().normalize();
    if (!Files.exists(path)) {
      return List.of(
          Finding.warn("data", path + " does not exist yet; the first start creates it"),
          disk(nearestExisting(path)),
          clock(Optional.empty()));
    }
    if (!Files.isDirectory(path) || !Files.isWritable(path)) {
      String detail = path + " is not a directory that this user may write to";
      return List.of(Finding.bad("data", detail), clock(Optional.empty()));
    }
    String running = directory.isLocked() ? ", a server is running on it" : "";
    return List.of(Finding.ok("data", path + running), disk(path), clock(newestFile(path)));
  }

  private static Path nearestExisting(Path path) {
    Path existing = path;
    Path parent = path.getParent();
    while (!Files.exists(existing) && parent != null) {
      existing = parent;
      parent = parent.getParent();
    }
    return existing;
  }

  private static Finding disk(Path path) throws IOException {
    long free = Files.getFileStore(path).getUsableSpace();
    String detail = free / (1024 * 1024) + " MiB free";
    if (free < FREE_MIN.bytes()) {
      return Finding.bad("disk", detail + ", at least " + FREE_MIN + " are needed");
    }
    return free < FREE_COMFORTABLE.bytes()
        ? Finding.warn("disk", detail + ", less than " + FREE_COMFORTABLE)
        : Finding.ok("disk", detail);
  }

  private static Optional<Instant> newestFile(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> Instant.ofEpochMilli(file.toFile().lastModified()))
          .max(Instant::compareTo);
    }
  }

  private Finding clock(Optional<Instant> newestFile) {
    Instant now = clock.instant();
    if (now.isBefore(JAVA_RELEASED)) {
      return Finding.bad("clock", now + " is in the past");
    }
    return newestFile
        .filter(written -> written.isAfter(now.plus(AHEAD_MAX)))
        .map(written -> Finding.bad("clock", now + ", but data was written at " + written))
        .orElse(Finding.ok("clock", now.toString()));
  }

  private static Finding database(StatePlace place, DatabaseProbe.Finding database) {
    String at = " (" + place + ")";
    return switch (database) {
      case DatabaseProbe.Finding.Absent absent ->
          Finding.warn("database", "none yet; the first start creates it" + at);
      case DatabaseProbe.Finding.Ready ready ->
          Finding.ok("database", "answers, shape " + ready.version() + at);
      case DatabaseProbe.Finding.Older older ->
          Finding.warn(
              "database",
              "answers, shape "
                  + older.found()
                  + "; the next start brings it to "
                  + older.known()
                  + at);
      case DatabaseProbe.Finding.Newer newer ->
          Finding.bad(
              "database",
              "shape "
                  + newer.found()
                  + " is newer than this program, which knows "
                  + newer.known()
                  + at);
      case DatabaseProbe.Finding.Unreachable unreachable ->
          Finding.bad("database", unreachable.reason() + at);
    };
  }

  private static Finding journal(JournalPositions positions) {
    String detail = "last " + positions.last() + ", applied " + positions.applied();
    if (positions.applied() > positions.last()) {
      return Finding.bad("journal", detail + ": the journal lost entries that are in the state");
    }
    return Finding.ok("journal", detail + ", waiting " + positions.lag());
  }
}
