package dev.gumleaf.ingest;

import com.fasterxml.jackson.core.JsonToken;
import dev.gumleaf.model.AccountId;
import dev.gumleaf.model.AccountRef;
import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.Call;
import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.Domain;
import dev.gumleaf.model.ErrorCode;
import dev.gumleaf.model.GroupId;
import dev.gumleaf.model.PlainText;
import dev.gumleaf.model.RejectReason;
import dev.gumleaf.model.Rejected;
import dev.gumleaf.model.Source;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the top level of one body. Serves one body and then goes. */
final class BatchBody {
  /** Enough to find the mistake; a body could have a hundred thousand unknown members. */
  static final int IGNORED_NAMED_MAX = 10;

  private final IngestLimits limits;
  private final DomainReader domains;
  private final Source fallback;
  private final @Nullable RejectReason dropped;

  private final List<EntryDraft> identifies = new ArrayList<>();
  private final List<EntryDraft> events = new ArrayList<>();
  private final List<Warning> warnings = new ArrayList<>();
  private @Nullable String domain;
  private @Nullable String accountId;
  private GroupId group = GroupId.NONE;
  private @Nullable Problem problem;
  private int ignored;

  /** Why no account can be used, in the words of the request and of each of its entries. */
  private record Problem(ApiException error, RejectReason reason) {}

  /**
   * A body to be read.
   *
   * @param dropped why none of its entries is to be kept; null when they are looked at
   */
  BatchBody(
      IngestLimits limits, DomainReader domains, Source fallback, @Nullable RejectReason dropped) {
    this.limits = limits;
    this.domains = domains;
    this.fallback = fallback;
    this.dropped = dropped;
  }

  /** Reads the members of the body's object. */
  void readMembers(BodyCursor cursor) throws IOException {
    EntryReader entries = new AccountEntryReader(cursor, limits);
    while (cursor.next() == JsonToken.FIELD_NAME) {
      String name = cursor.name();
      cursor.next();
      switch (name) {
        case "domain" -> domain = readString(cursor, name);
        case "account_id" -> accountId = readString(cursor, name);
        case "group_id" -> readGroup(cursor);
        case "identifies" -> readEntries(entries, cursor, CallKind.IDENTIFY, identifies);
        case "events" -> readEntries(entries, cursor, CallKind.TRACK, events);
        default -> ignore(cursor, name);
      }
    }
  }

  /** The batch that was read. */
  AccountBatch finish() {
    return dropped == null ? batch(account()) : drop(dropped);
  }

  /** Null when the member is null, empty, or of another type. */
  private @Nullable String readString(BodyCursor cursor, String name) throws IOException {
    JsonToken token = cursor.token();
    String text = token == JsonToken.VALUE_STRING ? cursor.text() : "";
    if (token != JsonToken.VALUE_STRING && token != JsonToken.VALUE_NULL) {
      wrongType(name + " is not a string");
    }
    cursor.skipValue();
    return text.isEmpty() ? null : text;
  }

  private void readGroup(BodyCursor cursor) throws IOException {
    JsonToken token = cursor.token();
    if (token != JsonToken.VALUE_STRING && token != JsonToken.VALUE_NULL) {
      warnings.add(new Warning(null, 0, "group_id_type", "group_id is not a string"));
    }
    group = GroupIds.find(cursor).orElse(GroupId.NONE);
    if (BodyCursor.isLonger(group.value(), limits.nameCharsMax())) {
      String detail = "group_id has more than " + limits.nameCharsMax() + " characters";
      fail(ErrorCode.LIMIT_EXCEEDED, RejectReason.NAME_TOO_LONG, detail);
    }
    cursor.skipValue();
  }

  private void readEntries(
      EntryReader entries, BodyCursor cursor, CallKind kind, List<EntryDraft> into)
      throws IOException {
    if (cursor.token() == JsonToken.START_ARRAY) {
      while (cursor.next() != JsonToken.END_ARRAY) {
        into.add(entries.read(kind, into.size()));
      }
    } else if (cursor.token() != JsonToken.VALUE_NULL) {
      wrongType(kind == CallKind.TRACK ? "events is not an array" : "identifies is not an array");
      cursor.skipValue();
    }
  }

  private void ignore(BodyCursor cursor, String name) throws IOException {
    cursor.skipValue();
    ignored++;
    if (ignored <= IGNORED_NAMED_MAX) {
      String shown = name.length() > 40 ? name.substring(0, 40) + "…" : name;
      warnings.add(new Warning(null, 0, "ignored_member", shown + " means nothing here"));
    }
  }

  private void wrongType(String detail) {
    fail(ErrorCode.WRONG_MEMBER_TYPE, RejectReason.WRONG_MEMBER_TYPE, detail);
  }

  /** The first problem stays. */
  private void fail(ErrorCode code, RejectReason reason, String detail) {
    if (problem == null) {
      problem = new Problem(new ApiException(code, detail), reason);
    }
  }

  private @Nullable AccountRef account() {
    Domain named = domain == null ? null : readDomain(domain);
    AccountId id = accountId == null ? null : readAccountId(accountId);
    if (problem != null) {
      return null;
    }
    if (id != null) {
      return named == null ? new AccountRef.ById(id) : new AccountRef.ByBoth(id, named);
    }
    if (named != null) {
      return new AccountRef.ByDomain(named);
    }
    if (accountId == null) {
      fail(
          ErrorCode.MISSING_ACCOUNT,
          RejectReason.MISSING_ACCOUNT,
          "the body has neither account_id nor domain");
    } else {
      fail(
          ErrorCode.UNKNOWN_ACCOUNT,
          RejectReason.UNKNOWN_ACCOUNT,
          "no account has this account_id");
    }
    return null;
  }

  private @Nullable Domain readDomain(String text) {
    return switch (domains.read(text)) {
      case DomainResult.Ok(Domain named) -> named;
      case DomainResult.Refused(ErrorCode code, RejectReason reason, String detail) -> {
        fail(code, reason, detail);
        yield null;
      }
    };
  }

  /** Null when nobody can have that id. */
  private static @Nullable AccountId readAccountId(String text) {
    boolean possible = !text.isBlank() && text.length() <= AccountId.LENGTH_MAX;
    return possible ? new AccountId(PlainText.of(text)) : null;
  }

  private AccountBatch batch(@Nullable AccountRef account) {
    List<Call> calls = new ArrayList<>(identifies.size() + events.size());
    List<Rejected> rejected = new ArrayList<>();
    for (EntryDraft entry : identifies) {
      sort(entry, calls, rejected);
    }
    for (EntryDraft entry : events) {
      sort(entry, calls, rejected);
    }
    ApiException error = problem == null ? null : problem.error();
    return new AccountBatch(account, error, calls, rejected, warnings, null);
  }

  private AccountBatch drop(RejectReason reason) {
    List<Rejected> entries = new ArrayList<>(identifies.size() + events.size());
    identifies.forEach(entry -> entries.add(entry.rejected(reason, reason.meaning())));
    events.forEach(entry -> entries.add(entry.rejected(reason, reason.meaning())));
    return AccountBatch.dropped(entries, reason);
  }

  private void sort(EntryDraft entry, List<Call> calls, List<Rejected> rejected) {
    if (problem != null) {
      entry.refuse(problem.reason(), problem.error().detail());
    }
    if (entry.isRefused()) {
      rejected.add(entry.rejected());
    } else {
      calls.add(entry.call(group, fallback));
      warnings.addAll(entry.warnings());
    }
  }
}
