package dev.gumleaf.model;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was noticed about an entry. Those that {@link #isHidden} keep it off lists and counts. */
public enum Mark {
  NO_USER_AGENT(1, true),
  SENT_AT_AHEAD(2, false),
  BOT(4, true),
  /** Stands for what was said beside the entries, such as in a link; counted nowhere. */
  IMPLIED(8, true),
  /** Part of what a program said about a company; counts, and sets no signal off. */
  UNHEARD(16, false);

  private final int bit;
  private final boolean hidden;

  Mark(int bit, boolean hidden) {
    this.bit = bit;
    this.hidden = hidden;
  }

  /**
   * What the connection and the clocks say about an entry.
   *
   * @param userAgent the header, null when there was none
   */
  public static Set<Mark> noticed(
      @Nullable String userAgent, @Nullable Instant sentAt, Instant receivedAt) {
    Set<Mark> marks = EnumSet.noneOf(Mark.class);
    if (NoUserAgent.isMissing(userAgent)) {
      marks.add(NO_USER_AGENT);
    }
    if (EffectiveTime.isAhead(sentAt, receivedAt)) {
      marks.add(SENT_AT_AHEAD);
    }
    return marks;
  }

  /** Entries with this mark are shown on request only. */
  public boolean isHidden() {
    return hidden;
  }

  /** The word on the wire. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The bits of all marks that hide an entry. */
  public static int hiddenBits() {
    int bits = 0;
    for (Mark mark : values()) {
      bits |= mark.hidden ? mark.bit : 0;
    }
    return bits;
  }

  /** The bits of all marks that keep an entry from setting signals off. */
  public static int silentBits() {
    return hiddenBits() | UNHEARD.bit;
  }

  /** The marks as one number, kept in the store. */
  public static int bits(Collection<Mark> marks) {
    int bits = 0;
    for (Mark mark : marks) {
      bits |= mark.bit;
    }
    return bits;
  }

  /** The marks of a number from the store. */
  public static Set<Mark> ofBits(int bits) {
    EnumSet<Mark> marks = EnumSet.noneOf(Mark.class);
    for (Mark mark : values()) {
      if ((bits & mark.bit) != 0) {
        marks.add(mark);
      }
    }
    return marks;
  }
}
