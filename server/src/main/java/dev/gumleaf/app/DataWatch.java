package dev.gumleaf.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Notices that files were removed or replaced under the running server. The system lets it go on
 * writing to what has no name any more, and all of that would be gone with the process.
 */
final class DataWatch {
  private static final long LOOK_EVERY_SECONDS = 1;

  private record Watched(Path file, @Nullable Object key) {}

  private final List<Watched> watched = new ArrayList<>();

  /** Watches files that exist, as they are now. */
  DataWatch(List<Path> files) {
    for (Path file : files) {
      watched.add(new Watched(file, key(file)));
    }
  }

  /** Lets the server fail as soon as a file of its directory is not the one it was. */
  static void start(DataDirectory directory, ScheduledExecutorService timer, Running running) {
    DataWatch watch = new DataWatch(List.of(directory.journalFile(), directory.stateFile()));
    Future<?> _ =
        timer.scheduleWithFixedDelay(
            () -> {
              if (!watch.isIntact()) {
                running.failWithoutFiles();
              }
            },
            LOOK_EVERY_SECONDS,
            LOOK_EVERY_SECONDS,
            TimeUnit.SECONDS);
  }

  /** Whether each file is still the one it was. */
  boolean isIntact() {
    return watched.stream()
        .allMatch(
            each -> Files.exists(each.file()) && Objects.equals(key(each.file()), each.key()));
  }

  /** What tells a file from another of the same name; null where the system has no such thing. */
  private static @Nullable Object key(Path file) {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    } catch (IOException gone) {
      return null;
    }
  }
}
