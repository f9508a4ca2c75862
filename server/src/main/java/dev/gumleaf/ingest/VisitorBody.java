package dev.gumleaf.ingest;

import com.fasterxml.jackson.core.JsonToken;
import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.Call;
import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.ErrorCode;
import dev.gumleaf.model.GroupId;
import dev.gumleaf.model.PersonRef;
import dev.gumleaf.model.PlainText;
import dev.gumleaf.model.RawJson;
import dev.gumleaf.model.RejectReason;
import dev.gumleaf.model.Rejected;
import dev.gumleaf.model.Source;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the top level of one body about a person. Serves one body and then goes. */
final class VisitorBody {
  private final IngestLimits limits;
  private final Source fallback;

  /** By kind, in the order in which they are applied and reported. */
  private final List<EntryDraft> identifies = new ArrayList<>();

  private final List<EntryDraft> pageViews = new ArrayList<>();
  private final List<EntryDraft> events = new ArrayList<>();
  private final List<EntryDraft> metrics = new ArrayList<>();
  private final List<Warning> warnings = new ArrayList<>();
  private @Nullable String profileId;
  private @Nullable String email;
  private @Nullable String address;
  private @Nullable RawJson traits;
  private PersonResult.@Nullable Refused problem;
  private int ignored;

  VisitorBody(IngestLimits limits, Source fallback) {
    this.limits = limits;
    this.fallback = fallback;
  }

  /** Reads the members of the body's object. */
  void readMembers(BodyCursor cursor) throws IOException {
    EntryReader entries = new VisitorEntryReader(cursor, limits);
    while (cursor.next() == JsonToken.FIELD_NAME) {
      String name = cursor.name();
      cursor.next();
      switch (name) {
        case "profile_id" -> profileId = readText(cursor, name);
        case "email" -> email = readText(cursor, name);
        case "ip" -> address = readText(cursor, name);
        case "traits" -> readTraits(cursor);
        case "identifies" -> readEntries(entries, cursor, name, CallKind.IDENTIFY, identifies);
        case "events" -> readEntries(entries, cursor, name, CallKind.TRACK, events);
        case "page_views" -> readEntries(entries, cursor, name, CallKind.PAGE_VIEW, pageViews);
        case "metrics" -> readEntries(entries, cursor, name, CallKind.METRIC, metrics);
        default -> ignore(cursor, name);
      }
    }
  }

  /** A string or number; null when the member is null, empty, or of another type. */
  private @Nullable String readText(BodyCursor cursor, String name) throws IOException {
    JsonToken token = cursor.token();
    boolean usable = token == JsonToken.VALUE_STRING || (token != null && token.isNumeric());
    String text = usable ? PlainText.of(cursor.text()).strip() : "";
    if (!usable && token != JsonToken.VALUE_NULL) {
      warn("wrong_member_type", name + " is not a string");
    }
    cursor.skipValue();
    return text.isEmpty() ? null : text;
  }

  private void readTraits(BodyCursor cursor) throws IOException {
    int start = cursor.tokenStart();
    JsonToken token = cursor.token();
    // The limits of one identify hold for these, too.
    EntryDraft entry = new EntryDraft(CallKind.IDENTIFY, 0);
    cursor.walkValue(entry);
    RawJson slice = cursor.sliceFrom(start);
    if (slice.length() > limits.entryBytesMax()) {
      entry.refuse(RejectReason.ENTRY_TOO_LARGE, "traits are larger than an entry may be");
    }
    if (entry.isRefused()) {
      warn("traits_ignored", entry.rejected().detail());
    } else if (token == JsonToken.START_OBJECT) {
      traits = slice;
    } else if (token != JsonToken.VALUE_NULL) {
      warn("wrong_member_type", "traits is not an object");
    }
  }

  private void readEntries(
      EntryReader entries, BodyCursor cursor, String name, CallKind kind, List<EntryDraft> into)
      throws IOException {
    if (cursor.token() == JsonToken.START_ARRAY) {
      while (cursor.next() != JsonToken.END_ARRAY) {
        into.add(entries.read(kind, into.size()));
      }
    } else if (cursor.token() != JsonToken.VALUE_NULL) {
      fail(name + " is not an array");
      cursor.skipValue();
    }
  }

  private void ignore(BodyCursor cursor, String name) throws IOException {
    cursor.skipValue();
    ignored++;
    if (ignored <= BatchBody.IGNORED_NAMED_MAX) {
      String shown = name.length() > 40 ? name.substring(0, 40) + "…" : name;
      warn("ignored_member", shown + " means nothing here");
    }
  }

  private void warn(String code, String detail) {
    warnings.add(new Warning(null, 0, code, detail));
  }

  /** The first problem stays. */
  private void fail(String detail) {
    if (problem == null) {
      problem =
          new PersonResult.Refused(
              ErrorCode.WRONG_MEMBER_TYPE, RejectReason.WRONG_MEMBER_TYPE, detail);
    }
  }

  /** The batch with every entry refused. */
  VisitorBatch drop(RejectReason reason) {
    return VisitorBatch.dropped(
        drafts().stream().map(draft -> draft.rejected(reason, reason.meaning())).toList(), reason);
  }

  /** The batch that was read. */
  VisitorBatch finish() {
    VisitorIdentity identity = new VisitorIdentity(profileId, email, drafts());
    PersonResult named = identity.read();
    warnings.addAll(identity.warnings());
    return switch (problem == null ? named : problem) {
      case PersonResult.Ok(PersonRef person) -> keep(person);
      case PersonResult.Refused(ApiException error, RejectReason reason) -> refuse(error, reason);
    };
  }

  private VisitorBatch refuse(ApiException error, RejectReason reason) {
    List<EntryDraft> drafts = drafts();
    // What an entry was refused for itself stays.
    drafts.forEach(draft -> draft.refuse(reason, error.detail()));
    return new VisitorBatch(
        List.of(), error, drafts.stream().map(EntryDraft::rejected).toList(), warnings, null);
  }

  private VisitorBatch keep(PersonRef person) {
    List<VisitorCall> calls = new ArrayList<>();
    List<Rejected> rejected = new ArrayList<>();
    for (EntryDraft draft : drafts()) {
      if (draft.isRefused()) {
        rejected.add(draft.rejected());
      } else {
        addCalls(draft, calls);
        warnings.addAll(draft.warnings());
      }
    }
    return new VisitorBatch(
        List.of(new PersonCalls(person, visitorAddress(), withTopTraits(calls))),
        null,
        rejected,
        warnings,
        null);
  }

  private List<EntryDraft> drafts() {
    List<EntryDraft> drafts = new ArrayList<>(identifies);
    drafts.addAll(pageViews);
    drafts.addAll(events);
    drafts.addAll(metrics);
    return drafts;
  }

  private void addCalls(EntryDraft draft, List<VisitorCall> calls) {
    Call call = draft.call(GroupId.NONE, fallback);
    VisitContext context = draft.visit().context();
    calls.add(new VisitorCall(call, context, EntryClaims.find(draft).orElse(null), false));
    if (draft.kind() == CallKind.PAGE_VIEW && draft.visit().url != null) {
      addLinkTraits(draft.visit().url, call.sentAt(), context, calls);
    }
  }

  /** What a link says about the person is a statement of its own, and taken out of the link. */
  private static void addLinkTraits(
      String url, @Nullable Instant at, VisitContext context, List<VisitorCall> calls) {
    Map<String, String> traits = LinkParameters.read(url).traits();
    if (!traits.isEmpty()) {
      JsonMembers.Writer body = new JsonMembers.Writer();
      traits.forEach(body::add);
      Call said =
          new Call.Identify(0, null, GroupId.NONE, at, Source.LINK, body.object(), List.of());
      calls.add(new VisitorCall(said, context, null, true));
    }
  }

  /**
   * What the top level says about the person is the sender's whole view, and what an identify says
   * is the news: the news goes over it. Without an identify the view is a statement of its own.
   */
  private List<VisitorCall> withTopTraits(List<VisitorCall> calls) {
    RawJson top = traits;
    if (top == null || JsonMembers.isEmpty(top)) {
      return calls;
    }
    List<VisitorCall> stated = new ArrayList<>(calls);
    for (int i = 0; i < stated.size(); i++) {
      VisitorCall each = stated.get(i);
      if (!each.implied() && each.call() instanceof Call.Identify identify) {
        RawJson body = JsonMembers.over(top, identify.body());
        stated.set(
            i, new VisitorCall(identify.withBody(body), each.context(), each.claim(), false));
        return stated;
      }
    }
    Instant at =
        calls.stream()
            .map(each -> each.call().sentAt())
            .filter(Objects::nonNull)
            .min(Comparator.naturalOrder())
            .orElse(null);
    stated.add(
        new VisitorCall(
            new Call.Identify(0, null, GroupId.NONE, at, fallback, top, List.of()),
            VisitContext.NONE,
            null,
            true));
    return stated;
  }

  /** The request's word on where the visitor was, else the first entry's. */
  private @Nullable String visitorAddress() {
    return address != null
        ? address
        : drafts().stream()
            .map(draft -> draft.visit().address)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
  }
}
