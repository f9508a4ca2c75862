package dev.gumleaf.store;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gumleaf.audience.AudienceFacts;
import dev.gumleaf.audience.DeedKind;
import dev.gumleaf.audience.Fact;
import dev.gumleaf.audience.Field;
import dev.gumleaf.audience.Property;
import dev.gumleaf.condition.ReadText;
import dev.gumleaf.model.Grade;
import dev.gumleaf.model.JsonText;
import dev.gumleaf.model.Mark;
import dev.gumleaf.model.Source;
import dev.gumleaf.model.Trait;
import dev.gumleaf.model.TraitName;
import dev.gumleaf.model.TraitSet;
import dev.gumleaf.model.Trend;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Companies and people made up from a seed, as rows for a database and as facts for {@link
 * dev.gumleaf.audience.AudienceMatcher}. The facts are worked out from what was made up, and never
 * read from the database.
 */
final class RandomPeople {
  static final long WORKSPACE = 1;
  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  static final List<String> TEXTS =
      List.of(
          "pro",
          "Pro",
          "free",
          "Ärzte",
          "ärzte",
          "ЖУК",
          "it's",
          "100%",
          "1000",
          "snake_case",
          "snake-case",
          "'; DROP TABLE accounts; --",
          "a\\b",
          "a\\\\b",
          "say \"hi\"",
          "line\nbreak",
          "\\u000a",
          "half \ud800 pair",
          "🌿 leaf",
          "Yahoo!",
          ":f0",
          "<keys>",
          "true",
          "12",
          "12.0",
          "-0",
          "007",
          "1e3",
          ".5",
          "5.",
          "--5",
          "2026-02-20",
          "2026-02-20T23:59:59+14:00",
          "2026-02-20 10:00",
          "2026-02-31",
          "2026-02-20x",
          "2026-19-39",
          "2025-01-01");

  static final List<String> TRAITS = List.of("plan", "seats", "trial_ends_at", "tags", "x'y");
  static final List<String> EVENTS = List.of("Signed Up", "signed up", "Invite Sent", "x'y");
  static final List<String> PATHS =
      List.of("/pricing", "/Pricing/enterprise", "/docs/100%", "/docs/a_b", "/docs/a-b", "/ÄPFEL");
  private static final List<String> NUMBERS =
      List.of("12", "12.0", "12.5", "-3", "0", "-0", "1e3", "1e9999", "9007199254740993");
  private static final List<String> OTHERS =
      List.of("true", "false", "null", "[]", "{}", "[\"\"]", "\"\"", "{\"a\":\"pro\"}");
  private static final List<String> COUNTRIES = List.of("DE", "NO", "US");
  private static final List<String> DOMAINS =
      List.of("acme", "initech", "northwind", "xn--bcher-kva");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  record Entry(DeedKind kind, String name, String body, long at, int marks) {}

  record Member(
      long key,
      String domain,
      @Nullable String name,
      @Nullable Long first,
      @Nullable Long last,
      long events,
      Map<String, TraitSet> groups,
      List<Entry> entries) {}

  record Company(List<Member> members, boolean excluded, @Nullable Long listedAt) {
    long key() {
      return members.getFirst().key();
    }
  }

  /** An id or address with what was sent for it. */
  record Profile(long key, int kind, String subject, List<Entry> entries, List<String> countries) {}

  record Part(
      long key,
      Profile profile,
      long pageViews,
      long events,
      long forms,
      long focus,
      @Nullable Long first,
      @Nullable Long last,
      TraitSet traits) {}

  record Person(
      Profile profile,
      @Nullable String name,
      @Nullable Long account,
      int via,
      @Nullable Long listedAt,
      boolean internal,
      List<Part> parts) {
    boolean isShown() {
      return listedAt != null && !internal;
    }

    boolean isKnown() {
      return profile.kind() == 2;
    }

    String host() {
      return profile.subject().substring(profile.subject().indexOf('@') + 1);
    }
  }

  /** Some of this workspace, one that is deleted, and one of another workspace. */
  static final List<Long> SIGNALS = List.of(1L, 2L, 3L, 4L);

  static final long DELETED_SIGNAL = 3;
  static final long FOREIGN_SIGNAL = 4;

  private final Random random;
  final Map<Long, List<AudienceFacts.Hit>> hits = new HashMap<>();
  final Map<Long, Double> ranks = new HashMap<>();
  final Map<Long, Trend> trends = new HashMap<>();
  final Map<Long, Integer> fits = new HashMap<>();
  final Map<Long, Grade> grades = new HashMap<>();
  final List<Company> companies = new ArrayList<>();
  final List<Profile> profiles = new ArrayList<>();
  final List<Person> people = new ArrayList<>();
  private long nextKey = 1;

  RandomPeople(long seed, int companyCount, int personCount) {
    random = new Random(seed);
    for (int i = 0; i < companyCount; i++) {
      companies.add(company(i));
    }
    for (int i = 0; i < personCount; i++) {
      people.add(person(i));
    }
    companies.forEach(company -> company.members().forEach(member -> hits(member.key())));
    companies.forEach(company -> {
      if (chance(70)) {
        // Beside the borders of numbers, where the last bits would decide.
        double number = below(990) / 10.0 + 0.13;
        ranks.put(company.key(), ScoreStore.STANDARD.rank(number, NOW.toEpochMilli()));
        trends.put(company.key(), one(List.of(Trend.values())));
      }
      if (chance(70)) {
        fits.put(company.key(), below(101));
        grades.put(company.key(), one(List.of(Grade.values())));
      }
    });
    profiles.forEach(profile -> hits(profile.key()));
  }

  private void hits(long key) {
    List<AudienceFacts.Hit> made = new ArrayList<>();
    int count = below(7);
    for (int i = 0; i < count; i++) {
      made.add(new AudienceFacts.Hit(one(SIGNALS), time()));
    }
    hits.put(key, made);
  }

  /** Whether everything of a profile is one person's, whatever the time. */
  boolean isSole(Profile profile) {
    return profile.key() % 2 == 0
        && people.stream()
                .flatMap(person -> person.parts().stream())
                .filter(part -> part.profile().equals(profile))
                .count()
            == 1;
  }

  private List<AudienceFacts.Hit> known(long key) {
    return hits.getOrDefault(key, List.of()).stream()
        .filter(hit -> hit.signal() != DELETED_SIGNAL && hit.signal() != FOREIGN_SIGNAL)
        .toList();
  }

  private List<AudienceFacts.Hit> hits(Person person) {
    List<AudienceFacts.Hit> found = new ArrayList<>();
    for (Part part : person.parts()) {
      Long first = part.first();
      Long last = part.last();
      boolean isSole = isSole(part.profile());
      known(part.profile().key()).stream()
          .filter(hit ->
              isSole || (first != null && last != null && hit.at() >= first && hit.at() <= last))
          .forEach(found::add);
    }
    return found;
  }

  <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  boolean chance(int inHundred) {
    return random.nextInt(100) < inHundred;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  private long time() {
    // Some on the borders of days and of the last n days.
    long days = random.nextInt(90);
    long millis = NOW.toEpochMilli() - days * 86_400_000L;
    return chance(30)
        ? millis
        : chance(30) ? millis - millis % 86_400_000L : millis + below(90_000_000) - 80_000_000L;
  }

  private @Nullable Long perhapsTime() {
    return chance(80) ? (Long) time() : null;
  }

  private Company company(int index) {
    List<Member> members = new ArrayList<>();
    int count = chance(25) ? 2 + below(2) : 1;
    for (int i = 0; i < count; i++) {
      Map<String, TraitSet> groups = new HashMap<>();
      for (String group : List.of("", "prod", "Sandbox")) {
        if (chance(60)) {
          groups.put(group, traits());
        }
      }
      members.add(
          new Member(
              nextKey++,
              one(DOMAINS) + index + "-" + i + (chance(50) ? ".test" : ".com"),
              chance(60) ? one(TEXTS).replace('\ud800', '?') : null,
              perhapsTime(),
              perhapsTime(),
              below(30),
              groups,
              entries(true)));
    }
    return new Company(members, chance(15), chance(90) ? (Long) time() : null);
  }

  private TraitSet traits() {
    List<Trait> traits = new ArrayList<>();
    for (String name : TRAITS) {
      if (chance(65)) {
        traits.add(
            new Trait(
                new TraitName(name),
                name,
                StoredValue.of(json()),
                one(List.of(Source.values())),
                Instant.ofEpochMilli(time())));
      }
    }
    return TraitSet.EMPTY.merge(traits);
  }

  private String json() {
    return switch (below(5)) {
      case 0, 1 -> JsonText.quote(one(TEXTS));
      case 2 -> one(NUMBERS);
      case 3 -> one(OTHERS);
      default -> {
        List<String> elements = new ArrayList<>();
        int count = below(4);
        for (int i = 0; i < count; i++) {
          elements.add(
              chance(20)
                  ? "[\"pro\"]"
                  : chance(30)
                      ? one(NUMBERS)
                      : chance(20) ? one(OTHERS) : JsonText.quote(one(TEXTS)));
        }
        yield "[" + String.join(",", elements) + "]";
      }
    };
  }

  private List<Entry> entries(boolean ofCompany) {
    List<Entry> entries = new ArrayList<>();
    int count = below(8);
    for (int i = 0; i < count; i++) {
      DeedKind kind = ofCompany ? DeedKind.EVENT : one(List.of(DeedKind.values()));
      int marks =
          chance(10)
              ? Mark.bits(Set.of(Mark.BOT))
              : chance(10) ? Mark.bits(Set.of(Mark.SENT_AT_AHEAD)) : 0;
      String path = JsonText.quote(one(PATHS));
      String body =
          switch (kind) {
            case EVENT -> "{}";
            case PAGE_VIEW ->
                chance(10)
                    ? "{\"path\":%s,\"title\":\"\\ud800\"}".formatted(path)
                    : chance(10)
                        ? "{\"title\":\"/pricing\"}"
                        : "{\"path\":%s,\"url\":%s,\"utm\":{\"path\":\"/x\"}}"
                            .formatted(
                                path,
                                JsonText.quote("https://www.x.test" + one(PATHS) + "?a=\"1\""));
            case FORM -> chance(70) ? "{\"name\":\"demo\"}" : "{\"fields\":{\"name\":\"demo\"}}";
          };
      entries.add(new Entry(kind, kind == DeedKind.EVENT ? one(EVENTS) : "", body, time(), marks));
    }
    return entries;
  }

  private Profile profile(int kind, String subject) {
    List<String> countries = new ArrayList<>();
    for (String country : COUNTRIES) {
      if (chance(25)) {
        countries.add(country);
      }
    }
    Profile made = new Profile(nextKey++, kind, subject, entries(false), countries);
    profiles.add(made);
    return made;
  }

  private Person person(int index) {
    boolean known = chance(50);
    Member member = chance(75) ? one(one(companies).members()) : null;
    String host =
        member != null && chance(50) ? member.domain() : "mail" + below(3) + ".Example.test";
    Profile own =
        known
            ? profile(
                2, (chance(50) ? "ana" : "o'hara_") + index + "@" + host.toLowerCase(Locale.ROOT))
            : profile(1, "dev-" + index);
    List<Part> parts = new ArrayList<>();
    parts.add(part(own));
    if (known && chance(60)) {
      parts.add(part(profile(1, "other-" + index)));
    }
    if (chance(15) && index > 0) {
      Profile shared = one(people).parts().getLast().profile();
      if (parts.stream().noneMatch(part -> part.profile().equals(shared))) {
        parts.add(part(shared));
      }
    }
    return new Person(
        own,
        chance(50) ? one(TEXTS).replace('\ud800', '?') : null,
        member == null ? null : (Long) member.key(),
        member == null ? 0 : 1 + below(3),
        chance(90) ? (Long) time() : null,
        known && chance(15),
        parts);
  }

  private Part part(Profile profile) {
    Long a = perhapsTime();
    Long b = a == null ? null : (Long) time();
    return new Part(
        nextKey++,
        profile,
        below(12),
        below(12),
        below(3),
        below(40) * 500L,
        a == null || b == null ? null : (Long) Math.min(a, b),
        a == null || b == null ? null : (Long) Math.max(a, b),
        traits());
  }

  AudienceFacts facts(Company company) {
    return new CompanyFacts(company);
  }

  AudienceFacts facts(Person person) {
    return new PersonFacts(person);
  }

  private static Fact.Time time(Stream<@Nullable Long> times) {
    List<Long> all = new ArrayList<>();
    times.forEach(each -> {
      if (each != null) {
        all.add(each);
      }
    });
    return new Fact.Time(
        all.isEmpty()
            ? OptionalLong.empty()
            : OptionalLong.of(all.stream().min(Comparator.naturalOrder()).orElseThrow()));
  }

  private static Fact.Texts texts(List<String> values) {
    return new Fact.Texts(values, values.stream().anyMatch(value -> !value.isEmpty()));
  }

  private static Fact.Texts texts(@Nullable String value) {
    return texts(value == null ? List.of() : List.of(value));
  }

  private static Fact.Texts traitFact(List<Trait> traits) {
    List<String> values = new ArrayList<>();
    boolean isSet = false;
    for (Trait trait : traits) {
      try {
        JsonNode node = JSON.readTree(requireNonNull(quotedNumber(trait.value().json())));
        isSet |= !trait.isDeleted() && !isEmpty(node);
        if (node.isArray()) {
          node.forEach(each -> add(values, each));
        } else {
          add(values, node);
        }
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e);
      }
    }
    return new Fact.Texts(values, isSet);
  }

  /** Numbers are texts here, so that no digit of them is lost. */
  private static String quotedNumber(String json) {
    return json.startsWith("\"") || json.startsWith("{")
        ? json
        : Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|-?[0-9][0-9.eE+-]*")
            .matcher(json)
            .replaceAll(found ->
                Matcher.quoteReplacement(
                    found.group().startsWith("\"") ? found.group() : "\"" + found.group() + "\""));
  }

  private static boolean isEmpty(JsonNode node) {
    return node.isContainerNode() ? node.isEmpty() : node.isTextual() && node.textValue().isEmpty();
  }

  private static void add(List<String> values, JsonNode node) {
    if (node.isTextual() || node.isBoolean()) {
      values.add(ReadText.inTrait(node.asText()));
    }
  }

  private static List<Deed> deeds(List<Entry> entries, Predicate<Entry> held) {
    return entries.stream()
        .filter(entry -> (entry.marks() & Mark.hiddenBits()) == 0 && held.test(entry))
        .map(Deed::of)
        .toList();
  }

  private record Deed(AudienceFacts.Deed deed) {
    static Deed of(Entry entry) {
      try {
        JsonNode body = JSON.readTree(entry.body().contains("\\ud") ? "{}" : entry.body());
        return new Deed(
            new AudienceFacts.Deed(
                entry.kind(),
                entry.kind() == DeedKind.EVENT ? entry.name() : body.path("name").asText(""),
                body.path("path").asText(""),
                body.path("url").asText(""),
                entry.at()));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static List<AudienceFacts.Deed> deeds(Person person) {
    List<AudienceFacts.Deed> deeds = new ArrayList<>();
    for (Part part : person.parts()) {
      Long first = part.first();
      Long last = part.last();
      if (first != null && last != null) {
        deeds(part.profile().entries(), entry -> entry.at() >= first && entry.at() <= last)
            .forEach(deed -> deeds.add(deed.deed()));
      }
    }
    return deeds;
  }

  private long sum(List<Person> of, ToLongFunction<Part> count) {
    return of.stream().flatMap(person -> person.parts().stream()).mapToLong(count).sum();
  }

  private boolean hasWorkEmail(Person person) {
    return person.isKnown()
        && (person.via() == 2
            || companies.stream()
                .flatMap(company -> company.members().stream())
                .anyMatch(member -> member.domain().equals(person.host())));
  }

  private static IllegalArgumentException none(Property property) {
    return new IllegalArgumentException(property.word());
  }

  private final class CompanyFacts implements AudienceFacts {
    private final Company company;
    private final List<Person> shown;

    CompanyFacts(Company company) {
      this.company = company;
      this.shown =
          people.stream()
              .filter(person ->
                  person.isShown()
                      && company.members().stream()
                          .anyMatch(member -> Objects.equals(member.key(), person.account())))
              .toList();
    }

    @Override
    public Fact of(Field field) {
      return switch (field) {
        case Field.Trait trait -> traitFact(found(trait));
        case Property property -> of(property);
      };
    }

    /** Own ones first; what merged companies say only fills gaps. */
    private List<Trait> found(Field.Trait field) {
      List<Trait> found = new ArrayList<>();
      for (String group : field.inAnyGroup() ? List.of("", "prod", "Sandbox") : List.of("")) {
        Member head = company.members().getFirst();
        Optional<Trait> own = head.groups().getOrDefault(group, TraitSet.EMPTY).find(field.name());
        TraitSet others = TraitSet.EMPTY;
        for (Member member : company.members().subList(1, company.members().size())) {
          others =
              others.merge(member.groups().getOrDefault(group, TraitSet.EMPTY).byName().values());
        }
        own.or(othersOf(others, field)).ifPresent(found::add);
      }
      return found;
    }

    private static Supplier<Optional<Trait>> othersOf(TraitSet others, Field.Trait field) {
      return () -> others.find(field.name());
    }

    private Fact of(Property property) {
      return switch (property) {
        case DOMAIN -> texts(company.members().stream().map(Member::domain).toList());
        case NAME -> texts(name());
        case COUNTRY ->
            texts(
                shown.stream()
                    .flatMap(person -> person.parts().stream())
                    .flatMap(part -> part.profile().countries().stream())
                    .toList());
        case WORK_EMAIL -> new Fact.Flag(shown.stream().anyMatch(RandomPeople.this::hasWorkEmail));
        case EXCLUDED -> new Fact.Flag(company.excluded());
        case FIRST_SEEN_AT ->
            time(
                Stream.concat(
                    company.members().stream().map(Member::first),
                    shown.stream().flatMap(person -> person.parts().stream()).map(Part::first)));
        case LAST_SEEN_AT -> time(Stream.of(company.listedAt()));
        case EVENTS -> new Fact.Count(company.members().stream().mapToLong(Member::events).sum());
        case VISITOR_EVENTS -> new Fact.Count(sum(shown, Part::events));
        case PAGE_VIEWS -> new Fact.Count(sum(shown, Part::pageViews));
        case FORM_SUBMISSIONS -> new Fact.Count(sum(shown, Part::forms));
        case VISITORS -> new Fact.Count(shown.size());
        case KNOWN_VISITORS -> new Fact.Count(shown.stream().filter(Person::isKnown).count());
        case ACTIVE_SECONDS -> new Fact.Count(sum(shown, Part::focus));
        case SCORE, STRENGTH -> {
          Double rank = ranks.get(company.key());
          yield new Fact.Score(
              rank == null ? OptionalDouble.empty() : OptionalDouble.of(rank), ScoreStore.STANDARD);
        }
        case TREND -> texts(trends.getOrDefault(company.key(), Trend.NEW).word());
        case FIT -> {
          Integer fit = fits.get(company.key());
          yield new Fact.Amount(fit == null ? OptionalDouble.empty() : OptionalDouble.of(fit));
        }
        case FIT_GRADE -> {
          Grade grade = grades.get(company.key());
          yield texts(grade == null ? null : grade.name());
        }
        case EMAIL, EMAIL_DOMAIN, KNOWN, INTERNAL -> throw none(property);
      };
    }

    private @Nullable String name() {
      Member head = company.members().getFirst();
      return head.name() != null
          ? head.name()
          : company.members().stream()
              .skip(1)
              .filter(member -> member.name() != null)
              .min(Comparator.comparing(Member::domain))
              .map(Member::name)
              .orElse(null);
    }

    @Override
    public List<AudienceFacts.Deed> deeds() {
      List<AudienceFacts.Deed> deeds = new ArrayList<>();
      company
          .members()
          .forEach(member ->
              RandomPeople.deeds(member.entries(), entry -> true)
                  .forEach(deed -> deeds.add(deed.deed())));
      shown.forEach(person -> deeds.addAll(RandomPeople.deeds(person)));
      return deeds;
    }

    @Override
    public List<AudienceFacts.Hit> hits() {
      List<AudienceFacts.Hit> found = new ArrayList<>();
      company.members().forEach(member -> found.addAll(known(member.key())));
      shown.forEach(person -> found.addAll(RandomPeople.this.hits(person)));
      return found;
    }

    @Override
    public Optional<AudienceFacts> account() {
      return Optional.empty();
    }
  }

  private final class PersonFacts implements AudienceFacts {
    private final Person person;

    PersonFacts(Person person) {
      this.person = person;
    }

    @Override
    public Fact of(Field field) {
      return switch (field) {
        case Field.Trait trait -> {
          TraitSet all = TraitSet.EMPTY;
          for (Part part : person.parts()) {
            all = all.merge(part.traits().byName().values());
          }
          yield traitFact(all.find(trait.name()).stream().toList());
        }
        case Property property -> of(property);
      };
    }

    private Fact of(Property property) {
      List<Person> self = List.of(person);
      return switch (property) {
        case NAME -> texts(person.name());
        case EMAIL -> texts(person.isKnown() ? person.profile().subject() : null);
        case EMAIL_DOMAIN -> texts(person.isKnown() ? person.host() : null);
        case COUNTRY ->
            texts(
                person.parts().stream()
                    .flatMap(part -> part.profile().countries().stream())
                    .toList());
        case KNOWN -> new Fact.Flag(person.isKnown());
        case WORK_EMAIL -> new Fact.Flag(hasWorkEmail(person));
        case INTERNAL -> new Fact.Flag(person.internal());
        case FIRST_SEEN_AT -> time(person.parts().stream().map(Part::first));
        case LAST_SEEN_AT -> time(Stream.of(person.listedAt()));
        case EVENTS -> new Fact.Count(sum(self, Part::events));
        case PAGE_VIEWS -> new Fact.Count(sum(self, Part::pageViews));
        case FORM_SUBMISSIONS -> new Fact.Count(sum(self, Part::forms));
        case ACTIVE_SECONDS -> new Fact.Count(sum(self, Part::focus));
        case DOMAIN,
            EXCLUDED,
            VISITOR_EVENTS,
            VISITORS,
            KNOWN_VISITORS,
            SCORE,
            STRENGTH,
            TREND,
            FIT,
            FIT_GRADE ->
            throw none(property);
      };
    }

    @Override
    public List<AudienceFacts.Deed> deeds() {
      return RandomPeople.deeds(person);
    }

    @Override
    public List<AudienceFacts.Hit> hits() {
      return RandomPeople.this.hits(person);
    }

    @Override
    public Optional<AudienceFacts> account() {
      return companies.stream()
          .filter(company ->
              company.members().stream()
                  .anyMatch(member -> Objects.equals(member.key(), person.account())))
          .findFirst()
          .map(RandomPeople.this::facts);
    }
  }
}
