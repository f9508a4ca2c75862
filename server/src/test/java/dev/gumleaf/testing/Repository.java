package dev.gumleaf.testing;

import java.nio.file.Path;

/** The checkout that the tests run in. */
public final class Repository {
  /** Surefire names the module; an IDE may start tests in it. */
  public static final Path ROOT =
      Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("..").normalize();

  private Repository() {}
}
