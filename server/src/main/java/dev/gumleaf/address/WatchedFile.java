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
 * in a row, because half of a list is a list too; one that cannot be read changes nothing.
 * Thread-safe.
 */
final class WatchedFile<T> {
  private static final Logger LOG = LoggerFactory.getLogger(WatchedFile.class);

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

  private record Loaded<T>(T content, Instant at) {}

  private final AddressFile file;
  private final Path path;
  private final Opener<T> opener;
  private final InstantSource clock;
  private volatile Loaded<T> loaded;
  private Optional<Stamp> settled;
  private Optional<Stamp> seen;

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
    if (isStill && !now.equals(settled)) {
      settled = now;
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
      loaded = new Loaded<>(content, clock.instant());
      LOG.atInfo()
          .addKeyValue("event", "address_file_loaded")
          .addKeyValue("file", file.word())
          .log("a newer address file counts from now on");
    } catch (IOException | RuntimeException unusable) {
      // Whatever it was, addresses go on being looked up in what is there.
      LOG.atWarn()
          .addKeyValue("event", "address_file_refused")
          .addKeyValue("file", file.word())
          .addKeyValue("reason", FileProblem.of(unusable))
          .log("a changed address file cannot be used; the one read before goes on to count");
    }
  }
}
