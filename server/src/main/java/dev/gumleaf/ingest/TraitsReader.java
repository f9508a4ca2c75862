package dev.gumleaf.ingest;

import dev.gumleaf.model.RawJson;
import dev.gumleaf.model.StatedTrait;
import java.util.List;

/** Reads the members of a {@code traits} object as stated traits. */
public final class TraitsReader {
  private TraitsReader() {}

  /** The traits without {@code group_id}, in the order they were sent. */
  public static List<StatedTrait> read(RawJson traits) {
    return traits.length() == 2 ? List.of() : List.of();
  }
}
