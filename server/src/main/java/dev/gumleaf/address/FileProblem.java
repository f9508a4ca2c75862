package dev.gumleaf.address;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file that can be read and not used, and how such a thing is told to people. */
final class FileProblem extends IOException {
  private static final long serialVersionUID = 1L;

  FileProblem(String what) {
    super(what);
  }

  FileProblem(String what, Throwable cause) {
    super(what, cause);
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
