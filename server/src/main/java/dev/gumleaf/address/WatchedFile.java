package dev.gumleaf.address;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file and what was read from it last. A change is read once the file looks the same at two looks
 * in a row, because half of a list is a list too; one that cannot be read changes nothing, and is
 * tried again where it may be readable later. Thread-safe.
 */
final class WatchedFile<T> {
  private static final Logger LOG = LoggerFactory.getLogger(WatchedFile.class);

  /** Looks between two tries of the same file: to copy a large one is work. */
  static final int LOOKS_BETWEEN_TRIES = 15;

  /** Reads a file that is whole. */
  interface Opener<T> {
    T open(Path path) throws IOException;
  }

  /** What changes with the content of a file. */
  private record Stamp(long bytes, FileTime modified, @Nullable Object key) {
    /** Empty if there is no such file. */
    static Optional<Stamp> find(Path path) {
      try {
        var attributes = Files.readAttributes(path, BasicFileAttributes.class);
        return Optional.of(
            new Stamp(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey()));
      } catch (IOException gone) {
        return Optional.empty();
      }
    }
  }

  /** What was told in the log last. */
  private record Refusal(Optional<Stamp> stamp, boolean isPassing) {}

  private record Loaded<T>(T content, Instant at) {}

  private final AddressFile file;
  private final Path path;
  private final Opener<T> opener;
  private final InstantSource clock;
  private volatile Loaded<T> loaded;
  private Optional<Stamp> settled;
  private Optional<Stamp> seen;
  private @Nullable Refusal told;
  private int looksToWait;

  /**
   * Reads the file for the first time.
   *
   * @throws AddressFileException if it cannot be used
   */
  WatchedFile(AddressFile file, Path path, Opener<T> opener, InstantSource clock) {
    this.file = file;
    this.path = path;
    this.opener = opener;
    this.clock = clock;
    settled = Stamp.find(path);
    seen = settled;
    try {
      loaded = new Loaded<>(opener.open(path), clock.instant());
    } catch (IOException unusable) {
      throw new AddressFileException(file, path, unusable);
    }
  }

  AddressFile file() {
    return file;
  }

  T content() {
    return loaded.content();
  }

  /** When what counts now was read. */
  Instant loadedAt() {
    return loaded.at();
  }

  /** Reads the file if it has changed. */
  synchronized void refresh() {
    Optional<Stamp> now = Stamp.find(path);
    boolean isStill = now.equals(seen);
    seen = now;
    looksToWait = isStill && looksToWait > 0 ? looksToWait - 1 : 0;
    if (isStill && looksToWait == 0 && !now.equals(settled)) {
      load(now);
    }
  }

  private void load(Optional<Stamp> stamp) {
    try {
      T content = opener.open(path);
      if (!Objects.equals(Stamp.find(path), stamp)) {
        // Written to meanwhile: the next look sees another stamp and comes back.
        return;
      }
      settled = stamp;
      loaded = new Loaded<>(content, clock.instant());
      told = null;
      LOG.atInfo()
          .addKeyValue("event", "address_file_loaded")
          .addKeyValue("file", file.word())
          .log("a newer address file counts from now on");
    } catch (IOException | RuntimeException unusable) {
      // Whatever it was, addresses go on being looked up in what is there.
      Refusal refusal = new Refusal(stamp, FileProblem.isPassing(unusable));
      if (refusal.isPassing()) {
        // Rights can be given, and room can be made, with nothing changed that a stamp shows.
        looksToWait = LOOKS_BETWEEN_TRIES;
      } else {
        settled = stamp;
      }
      if (!refusal.equals(told)) {
        told = refusal;
        LOG.atWarn()
            .addKeyValue("event", "address_file_refused")
            .addKeyValue("file", file.word())
            .addKeyValue("reason", FileProblem.of(unusable))
            .log("a changed address file cannot be used; the one read before goes on to count");
      }
    }
  }
}
