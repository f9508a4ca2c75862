package dev.gumleaf.address;

import java.nio.file.Path;

/** A file of addresses that cannot be used. The message says which and why, for the operator. */
public final class AddressFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final AddressFile file;

  AddressFileException(AddressFile file, Path path, Exception cause) {
    super(path + ": " + FileProblem.of(cause), cause);
    this.file = file;
  }

  public AddressFile file() {
    return file;
  }
}
