package dev.gumleaf.ingest;

import com.fasterxml.jackson.core.JsonToken;
import dev.gumleaf.ingest.VisitorCall.Claim;
import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.Call;
import dev.gumleaf.model.ErrorCode;
import dev.gumleaf.model.GroupId;
import dev.gumleaf.model.PersonRef;
import dev.gumleaf.model.RawJson;
import dev.gumleaf.model.RejectReason;
import dev.gumleaf.model.Rejected;
import dev.gumleaf.model.Source;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body of messages in Segment's form: one message, an array of them, or an object with such
 * an array in {@code batch}. Serves one body and then goes.
 */
final class SegmentBody {
  /** What senders put beside a batch as a matter of course. */
  private static final Set<String> BESIDE =
      Set.of("batch", "writeKey", "sentAt", "receivedAt", "integrations", "context");

  private final IngestLimits limits;
  private final DomainReader domains;
  private final Source fallback;
  private final List<SegmentDraft> messages = new ArrayList<>();
  private final List<Warning> warnings = new ArrayList<>();
  private @Nullable ApiException problem;
  private boolean holdsBatch;

  /**
   * A body to be read.
   *
   * @param fallback the source of messages that tell nothing better
   */
  SegmentBody(IngestLimits limits, DomainReader domains, Source fallback) {
    this.limits = limits;
    this.domains = domains;
    this.fallback = fallback;
  }

  /** Reads the body's value. */
  void read(BodyCursor cursor) throws IOException {
    SegmentMessageReader reader = new SegmentMessageReader(cursor, limits, domains);
    switch (cursor.token()) {
      case START_OBJECT -> readObject(reader);
      case START_ARRAY -> readMessages(cursor, reader);
      case null, default -> {
        cursor.skipValue();
        problem =
            new ApiException(
                ErrorCode.NOT_AN_OBJECT, "the body is neither a JSON object nor an array");
      }
    }
  }

  private void readMessages(BodyCursor cursor, SegmentMessageReader reader) throws IOException {
    while (cursor.next() != JsonToken.END_ARRAY) {
      messages.add(reader.read(messages.size()));
    }
  }

  /** Whether the object is a message or holds some is known only at its end. */
  private void readObject(SegmentMessageReader reader) throws IOException {
    SegmentDraft own = new SegmentDraft(0);
    List<String> beside = new ArrayList<>();
    reader.read(
        own.entry,
        body -> {
          while (body.next() == JsonToken.FIELD_NAME) {
            String name = body.name();
            if (name.equals("batch")) {
              readBatch(body, reader);
            } else {
              beside.add(name);
              reader.readMember(own);
            }
          }
          reader.finish(own);
        });
    if (holdsBatch) {
      beside.stream()
          .filter(name -> !BESIDE.contains(name))
          .limit(BatchBody.IGNORED_NAMED_MAX)
          .forEach(this::noteIgnored);
    } else {
      messages.add(own);
    }
  }

  private void readBatch(BodyCursor cursor, SegmentMessageReader reader) throws IOException {
    holdsBatch = true;
    if (cursor.next() == JsonToken.START_ARRAY) {
      readMessages(cursor, reader);
    } else {
      problem = new ApiException(ErrorCode.WRONG_MEMBER_TYPE, "batch is not an array");
      cursor.skipValue();
    }
  }

  private void noteIgnored(String name) {
    String shown = name.length() > 40 ? name.substring(0, 40) + "…" : name;
    warnings.add(new Warning(null, 0, "ignored_member", shown + " means nothing beside a batch"));
  }

  /** The batch with every message refused. */
  VisitorBatch drop(RejectReason reason) {
    return VisitorBatch.dropped(
        messages.stream().map(each -> each.entry.rejected(reason, reason.meaning())).toList(),
        reason);
  }

  /** The batch that was read. */
  VisitorBatch finish() {
    SegmentIdentity identity = new SegmentIdentity();
    People people = new People();
    List<PersonCalls> seconds = new ArrayList<>();
    List<Rejected> rejected = new ArrayList<>();
    for (SegmentDraft message : messages) {
      EntryDraft entry = message.entry;
      Optional<PersonRef> person = entry.isRefused() ? Optional.empty() : identity.find(message);
      if (person.isEmpty()) {
        rejected.add(entry.rejected());
      } else {
        Claim claim = EntryClaims.findLinked(entry.visit().url).orElse(null);
        VisitorCall call = message.call(fallback, claim);
        people.add(person.get(), entry.visit().address, call);
        identity
            .findSecond(message, person.get())
            .ifPresent(second -> seconds.add(link(second, call.call())));
        warnings.addAll(entry.warnings());
      }
    }
    return new VisitorBatch(people.finish(seconds), problem, rejected, warnings, null);
  }

  /**
   * A statement that says nothing but whose the id is, at the time of the one it follows from; so a
   * retry says the same again. Without a time of the sender's it could not be told from the first.
   */
  private static PersonCalls link(PersonRef person, Call because) {
    Instant at = because.sentAt();
    List<VisitorCall> calls =
        at == null
            ? List.of()
            : List.of(
                new VisitorCall(
                    new Call.Identify(
                        because.index(),
                        null,
                        GroupId.NONE,
                        at,
                        because.source(),
                        RawJson.emptyObject(),
                        List.of()),
                    VisitContext.NONE,
                    null,
                    true));
    return new PersonCalls(person, null, calls);
  }

  /** The messages by person, as long as they follow on each other. */
  private static final class People {
    private final List<PersonCalls> finished = new ArrayList<>();
    private List<VisitorCall> calls = new ArrayList<>();
    private @Nullable PersonRef person;
    private @Nullable String address;

    void add(PersonRef next, @Nullable String nextAddress, VisitorCall call) {
      if (!next.equals(person) || !Objects.equals(address, nextAddress)) {
        finishPerson();
        person = next;
        address = nextAddress;
      }
      calls.add(call);
    }

    private void finishPerson() {
      if (person != null) {
        finished.add(new PersonCalls(person, address, calls));
        calls = new ArrayList<>();
      }
    }

    List<PersonCalls> finish(List<PersonCalls> more) {
      finishPerson();
      finished.addAll(more);
      return finished;
    }
  }
}
