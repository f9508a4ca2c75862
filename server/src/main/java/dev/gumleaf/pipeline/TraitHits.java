package dev.gumleaf.pipeline;

import static java.util.Objects.requireNonNull;

import dev.gumleaf.ingest.GroupReader;
import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.GroupId;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.model.RawJson;
import dev.gumleaf.model.Source;
import dev.gumleaf.model.Trait;
import dev.gumleaf.model.TraitName;
import dev.gumleaf.pipeline.HitEvidence.Subject;
import dev.gumleaf.pipeline.Rules.Ruled;
import dev.gumleaf.signal.SignalRule;
import dev.gumleaf.signal.TraitChange;
import dev.gumleaf.signal.TraitTransitions;
import dev.gumleaf.signal.TraitTransitions.Transition;
import dev.gumleaf.store.EntryHash;
import dev.gumleaf.store.EntryRow;
import dev.gumleaf.store.HitRow;
import dev.gumleaf.store.SignalDerivation;
import dev.gumleaf.store.StoredIdentify;
import dev.gumleaf.store.StoredSignal;
import dev.gumleaf.store.VisitRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Signals that changes of traits set off. The history of a trait is looked at without and with what
 * is new in the slice; so an identify that comes late finds what it changes, and takes back what
 * was no change after all.
 */
final class TraitHits {
  private final SignalDerivation signals;
  private final HitLedger hits;
  private final List<Ruled<SignalRule.VisitorTrait>> ofVisitors;
  private final List<Ruled<SignalRule.AccountTrait>> ofAccounts;
  private final List<HitRow> added = new ArrayList<>();
  private final List<HitRow> gone = new ArrayList<>();

  TraitHits(SignalDerivation signals, HitLedger hits, List<Ruled<?>> rules) {
    this.signals = signals;
    this.hits = hits;
    this.ofVisitors = Rules.only(rules, SignalRule.VisitorTrait.class);
    this.ofAccounts = Rules.only(rules, SignalRule.AccountTrait.class);
  }

  /** Whose trait it is; the group of a company's is NONE for its own. */
  private record Owner(@Nullable ProfileKey profile, @Nullable AccountKey account, GroupId group) {}

  /** What an identify says about the traits that rules are about. */
  record Statement(GroupId group, List<Trait> traits) {}

  void lookAtPeople(List<PendingVisit> visits) {
    Set<TraitName> names = new HashSet<>();
    ofVisitors.forEach(each -> names.add(each.rule().trait()));
    Map<ProfileKey, List<Statement>> news = new LinkedHashMap<>();
    for (PendingVisit visit : visits) {
      if (visit.row().kind() == CallKind.IDENTIFY) {
        VisitRow row = visit.row();
        ofPerson(identify(row.body(), row.source(), row.effectiveAt()), names)
            .ifPresent(statement -> add(news, row.profile(), statement));
      }
    }
    signals
        .findProfileIdentifies(news.keySet(), identify -> ofPerson(identify, names))
        .forEach((profile, now) -> {
          List<Statement> before = without(now, requireNonNull(news.get(profile)));
          for (Ruled<SignalRule.VisitorTrait> each : ofVisitors) {
            TraitName trait = each.rule().trait();
            Owner owner = new Owner(profile, null, GroupId.NONE);
            compare(
                owner,
                each.signal(),
                new Subject(trait, null),
                each.rule().change(),
                of(before, GroupId.NONE, List.of(trait)),
                of(now, GroupId.NONE, List.of(trait)));
          }
        });
    write();
  }

  void lookAtCompanies(List<PendingEntry> entries) {
    Set<TraitName> names = new HashSet<>();
    ofAccounts.forEach(each -> names.addAll(each.rule().traits()));
    Map<AccountKey, List<Statement>> news = new LinkedHashMap<>();
    for (PendingEntry entry : entries) {
      if (entry.row().kind() == CallKind.IDENTIFY) {
        EntryRow row = entry.row();
        ofCompany(identify(row.body(), row.source(), row.effectiveAt()), names)
            .ifPresent(statement -> add(news, row.account(), statement));
      }
    }
    signals
        .findAccountIdentifies(news.keySet(), identify -> ofCompany(identify, names))
        .forEach((account, now) -> {
          List<Statement> fresh = requireNonNull(news.get(account));
          List<Statement> before = without(now, fresh);
          Set<GroupId> groups = new LinkedHashSet<>();
          fresh.forEach(statement -> groups.add(statement.group()));
          for (GroupId group : groups) {
            lookAtGroup(new Owner(null, account, group), before, now);
          }
        });
    write();
  }

  private void lookAtGroup(Owner owner, List<Statement> before, List<Statement> now) {
    for (Ruled<SignalRule.AccountTrait> each : ofAccounts) {
      if (isMeant(each.rule(), owner.group())) {
        SignalRule.AccountTrait rule = each.rule();
        compare(
            owner,
            each.signal(),
            subject(rule),
            rule.change(),
            rule.series(of(before, owner.group(), rule.traits())),
            rule.series(of(now, owner.group(), rule.traits())));
      }
    }
  }

  private static <K> void add(Map<K, List<Statement>> news, K owner, Statement statement) {
    news.computeIfAbsent(owner, key -> new ArrayList<>()).add(statement);
  }

  private static StoredIdentify identify(String body, Source source, long at) {
    return new StoredIdentify(body, source, Instant.ofEpochMilli(at));
  }

  private void write() {
    hits.withdraw(gone);
    hits.add(added);
    gone.clear();
    added.clear();
  }

  /** All but those that are new; of equal ones, as many stay as there were before. */
  private static List<Statement> without(List<Statement> all, List<Statement> fresh) {
    List<Statement> before = new ArrayList<>(all);
    fresh.forEach(before::remove);
    return before;
  }

  static Optional<Statement> ofPerson(StoredIdentify identify, Set<TraitName> names) {
    RawJson body = RawJson.of(identify.body());
    return statement(
        GroupId.NONE,
        MergeProfileTraits.stated(body, identify.source(), identify.effectiveAt()),
        names);
  }

  static Optional<Statement> ofCompany(StoredIdentify identify, Set<TraitName> names) {
    RawJson body = RawJson.of(identify.body());
    return statement(
        GroupReader.read(body),
        MergeTraits.stated(body, identify.source(), identify.effectiveAt()),
        names);
  }

  private static Optional<Statement> statement(
      GroupId group, List<Trait> stated, Set<TraitName> names) {
    List<Trait> traits = stated.stream().filter(trait -> names.contains(trait.name())).toList();
    return traits.isEmpty() ? Optional.empty() : Optional.of(new Statement(group, traits));
  }

  private static Subject subject(SignalRule.AccountTrait rule) {
    return new Subject(rule.trait(), rule.percentOf());
  }

  /** What everything that was ever said about a trait of a person set off. */
  static Collection<HitRow> find(
      ProfileKey profile, Ruled<SignalRule.VisitorTrait> each, List<Statement> all) {
    Owner owner = new Owner(profile, null, GroupId.NONE);
    TraitName trait = each.rule().trait();
    return hits(
            owner,
            each.signal(),
            new Subject(trait, null),
            TraitTransitions.find(of(all, GroupId.NONE, List.of(trait)), each.rule().change()))
        .values();
  }

  /** What everything that was ever said about a trait of a company and its groups set off. */
  static Collection<HitRow> find(
      AccountKey account, Ruled<SignalRule.AccountTrait> each, List<Statement> all) {
    Set<GroupId> groups = new LinkedHashSet<>();
    all.forEach(statement -> groups.add(statement.group()));
    List<HitRow> found = new ArrayList<>();
    for (GroupId group : groups) {
      if (isMeant(each.rule(), group)) {
        Owner owner = new Owner(null, account, group);
        SignalRule.AccountTrait rule = each.rule();
        List<Trait> series = rule.series(of(all, group, rule.traits()));
        List<Transition> changes = TraitTransitions.find(series, rule.change());
        found.addAll(hits(owner, each.signal(), subject(rule), changes).values());
      }
    }
    return found;
  }

  private static boolean isMeant(SignalRule.AccountTrait rule, GroupId group) {
    return group.isNone() || rule.groups();
  }

  private static List<Trait> of(List<Statement> statements, GroupId group, List<TraitName> names) {
    return statements.stream()
        .filter(statement -> statement.group().equals(group))
        .flatMap(statement -> statement.traits().stream())
        .filter(trait -> names.contains(trait.name()))
        .toList();
  }

  private void compare(
      Owner owner,
      StoredSignal signal,
      Subject subject,
      TraitChange change,
      List<Trait> before,
      List<Trait> now) {
    Map<Long, HitRow> was = hits(owner, signal, subject, TraitTransitions.find(before, change));
    Map<Long, HitRow> is = hits(owner, signal, subject, TraitTransitions.find(now, change));
    is.forEach((occasion, hit) -> {
      HitRow known = was.get(occasion);
      if (known == null) {
        added.add(hit);
      } else if (!hit.equals(known)) {
        stored(owner, known)
            .ifPresent(row -> {
              gone.add(row);
              added.add(row.with(hit.evidence()));
            });
      }
    });
    was.forEach((occasion, hit) -> {
      if (!is.containsKey(occasion)) {
        gone.add(hit);
      }
    });
  }

  /** A change from before the signal was there set nothing off. */
  private Optional<HitRow> stored(Owner owner, HitRow hit) {
    List<Long> signal = List.of(hit.signal());
    List<HitRow> stored =
        owner.profile() != null
            ? signals.findHitsOfProfiles(signal, List.of(owner.profile()))
            : signals.findHitsOfAccounts(signal, List.of(requireNonNull(owner.account())));
    return stored.stream()
        .filter(row -> row.occasion() == hit.occasion() && row.version() == hit.version())
        .findFirst();
  }

  private static Map<Long, HitRow> hits(
      Owner owner, StoredSignal signal, Subject subject, List<Transition> transitions) {
    Map<Long, HitRow> hits = new HashMap<>();
    for (Transition transition : transitions) {
      long at = transition.at().toEpochMilli();
      long occasion =
          owner.group().isNone()
              ? at
              : EntryHash.ofContent(CallKind.IDENTIFY, owner.group().value(), at, "");
      hits.put(
          occasion,
          new HitRow(
              signal.id(),
              signal.version(),
              owner.profile(),
              owner.account(),
              occasion,
              at,
              HitEvidence.ofTrait(
                  subject, owner.group().isNone() ? null : owner.group().value(), transition)));
    }
    return hits;
  }
}
