package dev.gumleaf.address;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.apache.commons.csv.CSVException;

/** Why a file cannot be used, and how such a thing is told to people. */
final class FileProblem extends IOException {
  private static final long serialVersionUID = 1L;

  private final boolean passing;

  FileProblem(String what) {
    super(what);
    this.passing = false;
  }

  FileProblem(String what, Throwable cause) {
    this(what, cause, false);
  }

  private FileProblem(String what, Throwable cause, boolean passing) {
    super(what, cause);
    this.passing = passing;
  }

  /** A problem that is not the file's own. */
  static FileProblem passing(String what, Throwable cause) {
    return new FileProblem(what, cause, true);
  }

  /** Fails for what is no file, such as a device that never ends, and for one that is too large. */
  static void requireFile(Path path, long bytesMax) throws IOException {
    if (Files.size(path) > bytesMax) {
      throw new FileProblem("it is larger than " + bytesMax + " bytes");
    }
    if (!Files.isRegularFile(path)) {
      throw new FileProblem("it is not a file");
    }
  }

  /**
   * Whether the same file may be read later: it is the system that did not let it be read, for want
   * of rights or of room.
   */
  static boolean isPassing(Exception cause) {
    return switch (cause) {
      case FileProblem problem -> problem.passing;
      case CharacterCodingException coding -> false;
      case CSVException form -> false;
      default -> cause instanceof IOException;
    };
  }

  /** What is wrong, in words; it never holds anything that stands in the file. */
  static String of(Exception cause) {
    return switch (cause) {
      case FileProblem problem -> String.valueOf(problem.getMessage());
      case NoSuchFileException missing -> "there is no such file";
      case AccessDeniedException denied -> "access is denied";
      case CharacterCodingException coding -> "it is not UTF-8";
      default -> cause.toString();
    };
  }
}
