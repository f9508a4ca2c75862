package dev.gumleaf.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One usable entry of a batch: what happened, or a statement of traits. */
public sealed interface Call {
  /** Its position in its own array of the request. */
  int index();

  @Nullable MessageId messageId();

  /** Null when the client gave none. */
  @Nullable Instant sentAt();

  Source source();

  /** The entry's {@code properties}, {@code traits} or {@code page}, an object. */
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

    /** The same call with other traits. */
    public Identify withBody(RawJson other) {
      return new Identify(index, messageId, group, sentAt, source, other, others);
    }

    @Override
    public CallKind kind() {
      return CallKind.IDENTIFY;
    }
  }

  /**
   * A page somebody looked at. The same view is sent again and again while it lasts, under one
   * message id; the copies differ in the last two.
   *
   * @param sentAt when the visit began
   * @param focusMillis how long the page was in front, in all
   * @param endedAt null while the visit is open
   */
  record PageView(
      int index,
      @Nullable MessageId messageId,
      @Nullable Instant sentAt,
      Source source,
      RawJson body,
      List<OtherMember> others,
      long focusMillis,
      @Nullable Instant endedAt)
      implements Call {
    public PageView {
      others = List.copyOf(others);
    }

    @Override
    public CallKind kind() {
      return CallKind.PAGE_VIEW;
    }
  }

  /**
   * A form that was sent in, or another thing that a page measured about itself.
   *
   * @param kind {@link CallKind#FORM} or {@link CallKind#METRIC}
   * @param event the metric's name
   */
  record Metric(
      CallKind kind,
      int index,
      @Nullable MessageId messageId,
      String event,
      @Nullable Instant sentAt,
      Source source,
      RawJson body,
      List<OtherMember> others)
      implements Call {
    public Metric {
      others = List.copyOf(others);
    }
  }

  /** A member of an entry that the contract does not name. */
  record OtherMember(String name, RawJson value) {}
}
