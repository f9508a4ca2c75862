package dev.gumleaf.signal;

import dev.gumleaf.model.TraitValue;
import org.jspecify.annotations.Nullable;

/** What conditions can ask about one entry: values by the names of its members. */
@FunctionalInterface
public interface Facts {
  /**
   * The value of a member.
   *
   * @param field its name; members of members are named with dots, such as {@code utm.source}
   * @return null when there is none, also for JSON's {@code null}
   */
  @Nullable TraitValue value(String field);
}
