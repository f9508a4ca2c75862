package dev.gumleaf.ingest;

import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.GroupId;
import dev.gumleaf.model.RawJson;
import dev.gumleaf.model.Source;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One message in Segment's form while it is read. What its members mean depends on its type, which
 * may stand behind them.
 */
final class SegmentDraft {
  /** What became of it; an event, until the message says otherwise. */
  final EntryDraft entry;

  @Nullable String type;
  @Nullable String anonymousId;
  @Nullable String userId;
  @Nullable String previousId;
  @Nullable String groupId;
  @Nullable String name;

  /** What happened when, in the order in which the three are trusted. */
  final @Nullable Instant[] times = new @Nullable Instant[3];

  @Nullable String unreadableTime;
  @Nullable RawJson properties;
  @Nullable RawJson traits;
  @Nullable RawJson contextTraits;
  @Nullable RawJson contextPage;

  /** The library that the message was made with. */
  @Nullable String library;

  SegmentDraft(int index) {
    entry = new EntryDraft(CallKind.TRACK, index);
  }

  boolean is(String wanted) {
    return wanted.equals(type);
  }

  /** Null when none of the three can be read. */
  @Nullable Instant time() {
    for (Instant time : times) {
      if (time != null) {
        return time;
      }
    }
    return null;
  }

  /**
   * The usable message.
   *
   * @param fallback its source, unless the library tells it better
   */
  VisitorCall call(Source fallback, VisitorCall.@Nullable Claim claim) {
    boolean rudder =
        fallback == Source.SEGMENT
            && library != null
            && library.toLowerCase(Locale.ROOT).contains("rudder");
    return new VisitorCall(
        entry.call(GroupId.NONE, rudder ? Source.RUDDERSTACK : fallback),
        entry.visit().context(),
        claim,
        false);
  }
}
