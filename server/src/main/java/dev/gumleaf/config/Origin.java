package dev.gumleaf.config;

import java.nio.file.Path;

/** Where a value came from; later ones win over earlier ones. */
public sealed interface Origin {
  /** No source had a value. */
  record Default() implements Origin {
    @Override
    public String toString() {
      return "default";
    }
  }

  /** A line of the settings file. */
  record InFile(Path file) implements Origin {
    @Override
    public String toString() {
      return file.toString();
    }
  }

  /** An environment variable. */
  record Environment(String name) implements Origin {
    @Override
    public String toString() {
      return name;
    }
  }

  /** An option of the command line. */
  record Flag(String name) implements Origin {
    @Override
    public String toString() {
      return name;
    }
  }
}
