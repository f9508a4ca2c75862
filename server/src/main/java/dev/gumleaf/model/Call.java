package dev.gumleaf.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One usable entry of a batch: an event or a statement of traits. */
public sealed interface Call {
  /** Its position in its own array of the request. */
  int index();

  @Nullable MessageId messageId();

  /** Null when the client gave none. */
  @Nullable Instant sentAt();

  Source source();

  /** The entry's {@code properties} or {@code traits}, an object. */
  RawJson body();

  /** The members the contract gives no meaning to; kept, and given back with the entry. */
  List<OtherMember> others();

  CallKind kind();

  record Track(
      int index,
      @Nullable MessageId messageId,
      String event,
      @Nullable Instant sentAt,
      Source source,
      RawJson body,
      List<OtherMember> others)
      implements Call {
    public Track {
      others = List.copyOf(others);
    }

    @Override
    public CallKind kind() {
      return CallKind.TRACK;
    }
  }

  /** {@code group} is the entry's group, or the request's, or {@link GroupId#NONE}. */
  record Identify(
      int index,
      @Nullable MessageId messageId,
      GroupId group,
      @Nullable Instant sentAt,
      Source source,
      RawJson body,
      List<OtherMember> others)
      implements Call {
    public Identify {
      others = List.copyOf(others);
    }

    @Override
    public CallKind kind() {
      return CallKind.IDENTIFY;
    }
  }

  /** A member of an entry that the contract does not name. */
  record OtherMember(String name, RawJson value) {}
}
