package dev.gumleaf.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Notices that files were removed or replaced under the running server. The system lets it go on
 * writing to what has no name any more, and all of that would be gone with the process.
 */
final class DataWatch {
  private record Watched(Path file, @Nullable Object key) {}

  private final List<Watched> watched = new ArrayList<>();

  /** Watches files that exist, as they are now. */
  DataWatch(List<Path> files) {
    for (Path file : files) {
      watched.add(new Watched(file, key(file)));
    }
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
