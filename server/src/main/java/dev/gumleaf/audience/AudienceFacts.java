package dev.gumleaf.audience;

import java.util.List;
import java.util.Optional;

/** What is known of one company or person, as far as filters can ask. */
public interface AudienceFacts {
  /**
   * The fact of a field; of properties, that of their {@link Property.Type}, {@link
   * Property#ACTIVE_SECONDS} in milliseconds; of traits, texts.
   */
  Fact of(Field field);

  /** What it did, in any order; hidden entries are left out. */
  List<Deed> deeds();

  /** What set signals off, in any order; deleted signals are left out. */
  List<Hit> hits();

  /** The company of a person. */
  Optional<AudienceFacts> account();

  /**
   * Something that was done.
   *
   * @param name of the event or form
   * @param path of the page, and so {@code url}; empty for what has none
   * @param at in milliseconds since 1970, UTC
   */
  record Deed(DeedKind kind, String name, String path, String url, long at) {}

  /**
   * That a signal was set off.
   *
   * @param at in milliseconds since 1970, UTC
   */
  record Hit(long signal, long at) {}
}
