package dev.gumleaf.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Looks for bytes in all files of a directory, whatever the files are. */
public final class FileBytes {
  private FileBytes() {}

  /** The names of the files that hold the text's bytes in UTF-8. */
  public static List<String> filesWith(Path directory, String text) {
    List<String> found = new ArrayList<>();
    for (Path file : files(directory)) {
      if (count(file, text) > 0) {
        found.add(file.getFileName().toString());
      }
    }
    return found;
  }

  private static List<Path> files(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How often a file holds the text's bytes. */
  public static int count(Path file, String text) {
    // One character for each byte, so that searching text is searching bytes.
    String wanted = new String(text.getBytes(StandardCharsets.UTF_8), ISO_8859_1);
    String bytes;
    try {
      bytes = Files.readString(file, ISO_8859_1);
    } catch (NoSuchFileException removedMeanwhile) {
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    int count = 0;
    for (int at = bytes.indexOf(wanted); at >= 0; at = bytes.indexOf(wanted, at + 1)) {
      count++;
    }
    return count;
  }
}
