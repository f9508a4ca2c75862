package dev.gumleaf.ingest;

import com.fasterxml.jackson.core.JsonToken;
import dev.gumleaf.ingest.Rb2bVisitReader.Visit;
import dev.gumleaf.ingest.VisitorCall.Claim;
import dev.gumleaf.journal.JournalEntry;
import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.Call;
import dev.gumleaf.model.EmailAddress;
import dev.gumleaf.model.Evidence;
import dev.gumleaf.model.GroupId;
import dev.gumleaf.model.NoUserAgent;
import dev.gumleaf.model.PersonRef;
import dev.gumleaf.model.ProfileId;
import dev.gumleaf.model.RejectReason;
import dev.gumleaf.model.Rejected;
import dev.gumleaf.model.Source;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads a body of {@code POST /hooks/rb2b/{key}}: a person, or an array of them. All that RB2B says
 * is a guess, and ranks as one. Thread-safe.
 */
final class Rb2bReader {
  private final IngestLimits limits;
  private final NoUserAgent noUserAgent;
  private final JsonBody json;

  Rb2bReader(IngestLimits limits, NoUserAgent noUserAgent) {
    this.limits = limits;
    this.noUserAgent = noUserAgent;
    this.json = new JsonBody(limits);
  }

  /** A reader of the same bodies that takes whatever limits once allowed. */
  Rb2bReader withoutLimits() {
    return new Rb2bReader(IngestLimits.NONE, noUserAgent);
  }

  /**
   * The batch of a request, which is the same before it is journaled and afterwards.
   *
   * @throws ApiException if the body is no JSON that can be read; nothing else, whatever the bytes
   */
  VisitorBatch read(JournalEntry entry) {
    List<Visit> visits = new ArrayList<>();
    json.readAny(entry.body(), cursor -> readValue(cursor, visits));
    boolean drops = noUserAgent == NoUserAgent.DROP && NoUserAgent.isMissing(entry.userAgent());
    return drops ? drop(visits) : finish(visits);
  }

  private void readValue(BodyCursor cursor, List<Visit> visits) throws IOException {
    Rb2bVisitReader reader = new Rb2bVisitReader(cursor, limits);
    if (cursor.token() == JsonToken.START_ARRAY) {
      while (cursor.next() != JsonToken.END_ARRAY) {
        visits.add(reader.read(visits.size()));
      }
    } else {
      visits.add(reader.read(0));
    }
  }

  private static VisitorBatch drop(List<Visit> visits) {
    RejectReason reason = RejectReason.NO_USER_AGENT;
    return VisitorBatch.dropped(
        visits.stream().map(visit -> visit.entry().rejected(reason, reason.meaning())).toList(),
        reason);
  }

  private VisitorBatch finish(List<Visit> visits) {
    List<PersonCalls> people = new ArrayList<>();
    List<Rejected> rejected = new ArrayList<>();
    List<Warning> warnings = new ArrayList<>();
    for (Visit visit : visits) {
      Optional<ProfileId> id = findId(visit);
      Optional<EmailAddress> email = visit.find(Rb2bVisitReader.EMAIL).flatMap(EmailReader::find);
      if (id.isEmpty() && email.isEmpty()) {
        visit
            .entry()
            .refuse(
                RejectReason.MISSING_IDENTITY,
                "there is neither a usable LinkedIn URL nor a Business Email");
      }
      if (visit.entry().isRefused()) {
        rejected.add(visit.entry().rejected());
      } else {
        people.add(person(visit, id, email));
        warnings.addAll(visit.entry().warnings());
      }
    }
    return new VisitorBatch(people, null, rejected, warnings, null);
  }

  /** Somebody's page there; anything else, such as a word for none, would be many people's. */
  private static final Pattern LINKEDIN = Pattern.compile("(^|[/.])linkedin\\.com/.*[^/]");

  private static Optional<ProfileId> findId(Visit visit) {
    return visit
        .find(Rb2bVisitReader.LINKEDIN_URL)
        .map(Rb2bReader::normalised)
        .filter(url -> LINKEDIN.matcher(url).find())
        .map(url -> "linkedin:" + url)
        .filter(id -> id.length() <= ProfileId.LENGTH_MAX)
        .map(ProfileId::new);
  }

  private static String normalised(String url) {
    return url.toLowerCase(Locale.ROOT).replaceFirst("(?s)[?#].*", "").replaceFirst("/+$", "");
  }

  /** The address is only a guess about the id, if there is one; else it is all there is. */
  private static PersonCalls person(
      Visit visit, Optional<ProfileId> id, Optional<EmailAddress> email) {
    Call identify = visit.entry().call(GroupId.NONE, Source.INFERRED);
    Claim claim =
        id.flatMap(named -> email)
            .map(address -> new Claim(address, Evidence.INFERRED))
            .orElse(null);
    List<VisitorCall> calls = new ArrayList<>();
    calls.add(new VisitorCall(identify, VisitContext.NONE, claim, false));
    visit
        .find(Rb2bVisitReader.CAPTURED_URL)
        .map(url -> view(visit, identify, url))
        .ifPresent(view -> calls.add(new VisitorCall(view, VisitContext.NONE, null, false)));
    PersonRef person = new PersonRef(id.orElse(null), id.isPresent() ? null : email.orElse(null));
    return new PersonCalls(person, null, calls);
  }

  private static Call view(Visit visit, Call identify, String url) {
    JsonMembers.Writer page = new JsonMembers.Writer();
    page.add("url", url);
    path(url).ifPresent(path -> page.add("path", path));
    visit.find(Rb2bVisitReader.REFERRER).ifPresent(from -> page.add("referrer", from));
    return new Call.PageView(
        identify.index(),
        null,
        identify.sentAt(),
        identify.source(),
        page.object(),
        List.of(),
        0,
        null);
  }

  /** The path in a URL with a scheme; empty for what is none. */
  private static Optional<String> path(String url) {
    int scheme = url.indexOf("://");
    if (scheme < 0) {
      return Optional.empty();
    }
    String path =
        url.substring(scheme + 3).replaceFirst("(?s)[?#].*", "").replaceFirst("^[^/]*", "");
    return Optional.of(path.isEmpty() ? "/" : path);
  }
}
