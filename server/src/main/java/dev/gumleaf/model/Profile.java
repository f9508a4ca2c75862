package dev.gumleaf.model;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * An id or an address under which data about a person is kept, as the pipeline knows it.
 *
 * @param subject the id as it was sent, or the address
 * @param id what it is called outside
 * @param sole the one profile that all of it is shown as; null when that depends on the time
 * @param shared whether so many people used the id that it says nothing
 */
public record Profile(
    ProfileKey key,
    Kind kind,
    String subject,
    ProfileId id,
    @Nullable ProfileKey sole,
    boolean shared) {
  /** Whether a profile is known by an id only, or by an e-mail address. */
  public enum Kind {
    ID(1),
    EMAIL(2);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    /** The number kept in the store; never changes once released. */
    public int code() {
      return code;
    }

    /**
     * The kind with that code.
     *
     * @throws IllegalArgumentException if no kind has that code
     */
    public static Kind ofCode(int code) {
      return switch (code) {
        case 1 -> ID;
        case 2 -> EMAIL;
        default -> throw new IllegalArgumentException("no kind of profile has the code " + code);
      };
    }
  }

  public Profile {
    requireNonNull(key, "key");
    requireNonNull(kind, "kind");
    requireNonNull(subject, "subject");
    requireNonNull(id, "id");
  }

  /** A profile seen for the first time. */
  public static Profile created(ProfileKey key, Kind kind, String subject, ProfileId id) {
    return new Profile(key, kind, subject, id, key, false);
  }

  public boolean isKnown() {
    return kind == Kind.EMAIL;
  }

  /** The same profile, shown otherwise. */
  public Profile shownAs(@Nullable ProfileKey other, boolean isShared) {
    return new Profile(key, kind, subject, id, other, isShared);
  }
}
