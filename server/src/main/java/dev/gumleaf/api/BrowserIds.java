package dev.gumleaf.api;

import dev.gumleaf.model.PlaceholderIds;
import dev.gumleaf.model.PlainText;
import dev.gumleaf.model.ProfileId;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.CanonicalIds;
import dev.gumleaf.store.Transaction;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What browsers call themselves, and should. Thread-safe.
 *
 * <p>The id of a person opens what is told about the person to anybody, so it is given only to
 * whoever comes with something nobody guesses: to a browser with a random id, not to one with
 * {@code 12345}.
 */
final class BrowserIds {
  /** Random (version 4) or made by us (version 8): at least 120 bits that nobody guesses. */
  private static final Pattern SECRET =
      Pattern.compile("(?i)[0-9a-f]{8}-[0-9a-f]{4}-[48][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

  private final NewKeys newKeys;
  private final CanonicalIds canonical = new CanonicalIds();

  BrowserIds(NewKeys newKeys) {
    this.newKeys = newKeys;
  }

  /** The id in a text; empty when there is none that could be somebody's. */
  static Optional<ProfileId> read(String text) {
    String id = PlainText.of(text).strip();
    return id.isEmpty() || id.length() > ProfileId.LENGTH_MAX || PlaceholderIds.isPlaceholder(id)
        ? Optional.empty()
        : Optional.of(new ProfileId(id));
  }

  /** Whether nobody can come up with the id but whoever was given it. */
  static boolean isSecret(ProfileId id) {
    return SECRET.matcher(id.value()).matches();
  }

  /** What a browser with this id should call itself. */
  ProfileId canonical(Transaction tx, WorkspaceId workspace, ProfileId id) {
    return isSecret(id) ? canonical.find(tx, workspace, id) : id;
  }

  /** The id of a browser that has none yet. */
  ProfileId newId() {
    return new ProfileId(newKeys.uuid().toString());
  }
}
