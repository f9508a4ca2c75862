package dev.gumleaf.ingest;

import com.fasterxml.jackson.core.JsonToken;
import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.RawJson;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads people as RB2B makes them known, each with the page they were seen on. */
final class Rb2bVisitReader extends MemberReader {
  static final String LINKEDIN_URL = "LinkedIn URL";
  static final String EMAIL = "Business Email";
  static final String WEBSITE = "Website";
  static final String REFERRER = "Referrer";
  static final String CAPTURED_URL = "Captured URL";
  private static final String SEEN_AT = "Seen At";
  private static final String TAGS = "Tags";

  /** Their names of what is a trait of the person, with ours. */
  private static final Map<String, String> TRAITS =
      Map.ofEntries(
          Map.entry(LINKEDIN_URL, "linkedin_url"),
          Map.entry("First Name", "first_name"),
          Map.entry("Last Name", "last_name"),
          Map.entry("Title", "title"),
          Map.entry("Company Name", "company_name"),
          Map.entry("Industry", "industry"),
          Map.entry("Employee Count", "employee_count"),
          Map.entry("Estimate Revenue", "estimate_revenue"),
          Map.entry("City", "city"),
          Map.entry("State", "state"),
          Map.entry("Zipcode", "zipcode"),
          Map.entry(TAGS, "tags"));

  private static final List<String> NO_TRAITS =
      List.of(EMAIL, WEBSITE, REFERRER, CAPTURED_URL, SEEN_AT);

  /** An offset such as {@code +00.00}, which no standard knows. */
  private static final Pattern DOTTED_OFFSET = Pattern.compile("([+-]\\d\\d)\\.(\\d\\d)$");

  private static final Pattern COMMA = Pattern.compile(",");

  Rb2bVisitReader(BodyCursor cursor, IngestLimits limits) {
    super(cursor, limits);
  }

  /** One person; {@code texts} holds what was sent under the names that mean something. */
  record Visit(EntryDraft entry, Map<String, String> texts) {
    Optional<String> find(String name) {
      return Optional.ofNullable(texts.get(name));
    }
  }

  /** Reads the person at the cursor and leaves the cursor at its last token. */
  Visit read(int index) throws IOException {
    Visit visit = new Visit(new EntryDraft(CallKind.IDENTIFY, index), new HashMap<>());
    JsonMembers.Writer traits = new JsonMembers.Writer();
    read(
        visit.entry(),
        body -> {
          while (body.next() == JsonToken.FIELD_NAME) {
            readMember(visit, traits);
          }
          finish(visit, traits);
        });
    return visit;
  }

  private void readMember(Visit visit, JsonMembers.Writer traits) throws IOException {
    EntryDraft entry = visit.entry();
    cursor().checkName(entry);
    String name = cursor().name();
    String trait = TRAITS.get(name);
    boolean known = trait != null || NO_TRAITS.contains(name);
    if (cursor().next() == JsonToken.VALUE_NULL && known) {
      return;
    }
    if (!known) {
      readOther(entry, name);
      return;
    }
    String text = wholeText();
    if (text != null) {
      visit.texts().put(name, text);
    }
    RawJson value = readValue(entry);
    boolean blank = text == null && value.text().startsWith("\"");
    if (trait != null && name.equals(TAGS) && text != null) {
      traits.add(trait, tags(text));
    } else if (trait != null && !blank) {
      traits.add(trait, value);
    }
  }

  private static List<String> tags(String list) {
    return COMMA.splitAsStream(list).map(String::strip).filter(tag -> !tag.isEmpty()).toList();
  }

  private static void finish(Visit visit, JsonMembers.Writer traits) {
    visit
        .find(WEBSITE)
        .ifPresent(website -> {
          JsonMembers.Writer account = new JsonMembers.Writer();
          account.add("domain", website);
          traits.add(AccountTraits.MEMBER, account.object());
        });
    visit.entry().body(traits.object());
    Optional<String> seenAt = visit.find(SEEN_AT);
    Instant at = seenAt.map(Rb2bVisitReader::time).orElse(null);
    if (at != null) {
      visit.entry().sentAt(at);
    } else if (seenAt.isPresent()) {
      visit.entry().warn("bad_sent_at", "Seen At is not a date-time; the time of receipt is used");
    }
  }

  static @Nullable Instant time(String text) {
    return VisitTimes.parse(DOTTED_OFFSET.matcher(text.strip()).replaceFirst("$1:$2"));
  }
}
