package dev.gumleaf.ingest;

import static java.util.Objects.requireNonNull;

import dev.gumleaf.model.Call;
import dev.gumleaf.model.Call.OtherMember;
import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.GroupId;
import dev.gumleaf.model.MessageId;
import dev.gumleaf.model.RawJson;
import dev.gumleaf.model.RejectReason;
import dev.gumleaf.model.Rejected;
import dev.gumleaf.model.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One entry while it is read. What it becomes is known only at the end of the body, because the
 * account and the default group may stand behind it.
 */
final class EntryDraft {
  private CallKind kind;
  private final int index;
  private RawJson content = RawJson.emptyObject();
  private @Nullable RejectReason reason;
  private String detail = "";
  private @Nullable MessageId messageId;
  private @Nullable Instant sentAt;
  private String event = "";
  private RawJson body = RawJson.emptyObject();
  private @Nullable GroupId group;
  private @Nullable String sender;
  private @Nullable String contextSender;
  private boolean hasBody;
  private @Nullable VisitDraft visit;
  private List<OtherMember> others = List.of();
  private List<Warning> warnings = List.of();

  EntryDraft(CallKind kind, int index) {
    this.kind = kind;
    this.index = index;
  }

  CallKind kind() {
    return kind;
  }

  int index() {
    return index;
  }

  /** The kind, for an entry that says it itself, somewhere among its members. */
  void kind(CallKind value) {
    kind = value;
  }

  /** Marks the entry as unusable; the first reason stays. */
  void refuse(RejectReason why, String text) {
    if (reason == null) {
      reason = why;
      detail = text;
    }
  }

  boolean isRefused() {
    return reason != null;
  }

  void content(RawJson value) {
    content = value;
  }

  void messageId(MessageId value) {
    messageId = value;
  }

  void sentAt(Instant value) {
    sentAt = value;
  }

  void event(String value) {
    event = value;
  }

  void body(RawJson value) {
    body = value;
    hasBody = true;
  }

  boolean hasBody() {
    return hasBody;
  }

  String event() {
    return event;
  }

  /** What only entries about people have. */
  VisitDraft visit() {
    VisitDraft known = visit;
    if (known == null) {
      known = new VisitDraft();
      visit = known;
    }
    return known;
  }

  void group(GroupId value) {
    group = value;
  }

  void sender(String value) {
    sender = value;
  }

  void contextSender(String value) {
    contextSender = value;
  }

  void addOther(OtherMember member) {
    if (others.isEmpty()) {
      others = new ArrayList<>();
    }
    others.add(member);
  }

  void warn(String code, String text) {
    if (warnings.isEmpty()) {
      warnings = new ArrayList<>();
    }
    warnings.add(new Warning(kind, index, code, text));
  }

  List<Warning> warnings() {
    return warnings;
  }

  Rejected rejected() {
    return rejected(requireNonNull(reason, "an entry is refused for a reason"), detail);
  }

  /** The entry, refused for a reason that is none of its own. */
  Rejected rejected(RejectReason why, String text) {
    return new Rejected(kind, index, why, text, messageId, content);
  }

  /**
   * The usable entry.
   *
   * @param defaultGroup the request's group, for an identify that names none
   * @param fallback the source of an entry that names none it may name
   */
  Call call(GroupId defaultGroup, Source fallback) {
    Source source = source(fallback);
    return switch (kind) {
      case TRACK -> new Call.Track(index, messageId, event, sentAt, source, body, others);
      case IDENTIFY -> {
        GroupId own = group == null ? defaultGroup : group;
        yield new Call.Identify(index, messageId, own, sentAt, source, body, others);
      }
      case PAGE_VIEW -> {
        VisitDraft view = visit();
        Instant startedAt = view.startedAt == null ? sentAt : view.startedAt;
        yield new Call.PageView(
            index, messageId, startedAt, source, body, others, view.focusMillis, view.endedAt);
      }
      case FORM, METRIC ->
          new Call.Metric(kind, index, messageId, event, sentAt, source, body, others);
    };
  }

  /** Whether the entry says that its address was typed into a form. */
  boolean isFromForm() {
    return "form".equals(sender) || "form".equals(contextSender);
  }

  /**
   * A browser's word cannot give its facts a server's rank: anybody can write with a public key.
   */
  private Source source(Source fallback) {
    if (sender == null && contextSender == null) {
      return fallback;
    }
    return claimed(sender)
        .or(() -> claimed(contextSender))
        .filter(claimed -> claimed.rank() <= fallback.rank())
        .orElse(fallback);
  }

  private static Optional<Source> claimed(@Nullable String name) {
    return name == null ? Optional.empty() : Source.ofSender(name);
  }
}
