package dev.gumleaf.store;

import dev.gumleaf.audience.AudienceKind;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;

/**
 * That somebody entered an audience, or left one.
 *
 * @param kind of the audience, and so of the key
 * @param key of the account or profile
 * @param at when that was found, which for the passing of time is soon after it was so
 */
public record MembershipChange(
    long audience, AudienceKind kind, long key, Instant at, boolean entered, Why why) {
  /** What made it so. */
  public enum Why {
    /** Something new was sent. */
    ENTRIES(1),
    /** Nothing was; time passed. */
    TIME(2),
    /** The audience is new or its filter, or what it asks for, was changed. */
    FILTER(3),
    /** Companies or people were merged, or that was undone. */
    MERGE(4),
    /** It was decided who is left out of lists. */
    EXCLUSION(5),
    /** Old entries were deleted, or what somebody else had sent who is forgotten. */
    DELETION(6);

    private final int code;

    Why(int code) {
      this.code = code;
    }

    /** The number in the store, which never changes. */
    int code() {
      return code;
    }

    static Why ofCode(int code) {
      return Arrays.stream(values()).filter(why -> why.code == code).findFirst().orElseThrow();
    }

    /** The word on the wire. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
