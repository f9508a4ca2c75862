package dev.gumleaf.app;

import java.util.Optional;

/** The release this program is. */
final class Version {
  private Version() {}

  /** From the jar; classes that were never packed have none. */
  static String current() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("(development)");
  }
}
