package dev.gumleaf.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The lines of a settings file: {@code key = value}, comments with {@code #}, UTF-8. */
record SettingsFile(Path path, Map<String, String> values) {
  static final String DEFAULT_NAME = "gumleaf.properties";

  /** Reads a file; one that may be absent counts as empty then. */
  static SettingsFile read(Path path, boolean mayBeAbsent, List<String> problems) {
    if (mayBeAbsent && !Files.exists(path)) {
      return new SettingsFile(path, Map.of());
    }
    Map<String, String> values = new HashMap<>();
    try (Reader reader = Files.newBufferedReader(path)) {
      Properties lines = new UniqueLines(path, problems);
      lines.load(reader);
      lines.forEach((key, value) -> values.put((String) key, ((String) value).strip()));
    } catch (IOException | IllegalArgumentException unreadable) {
      problems.add("cannot read the settings file " + path + ": " + reason(path, unreadable));
    }
    return new SettingsFile(path, values);
  }

  private static String reason(Path path, Exception unreadable) {
    return switch (unreadable) {
      case NoSuchFileException missing -> "there is no such file";
      case AccessDeniedException denied -> "access is denied";
      case CharacterCodingException coding -> "it is not UTF-8";
      case IllegalArgumentException escape -> "a line has a broken \\u escape";
      default -> Files.isDirectory(path) ? "it is a directory" : unreadable.toString();
    };
  }

  /** Properties keep the last of two equal keys in silence; an operator wants to know. */
  private static final class UniqueLines extends Properties {
    private static final long serialVersionUID = 1L;
    private final transient Path path;
    private final transient List<String> problems;

    UniqueLines(Path path, List<String> problems) {
      this.path = path;
      this.problems = problems;
    }

    @Override
    public synchronized Object put(Object key, Object value) {
      if (containsKey(key)) {
        problems.add(path + " has " + key + " more than once");
      }
      return super.put(key, value);
    }
  }
}
