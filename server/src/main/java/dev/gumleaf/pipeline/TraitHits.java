package dev.gumleaf.pipeline;

import static java.util.Objects.requireNonNull;

import dev.gumleaf.ingest.GroupReader;
import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.GroupId;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.model.RawJson;
import dev.gumleaf.model.Trait;
import dev.gumleaf.model.TraitName;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.pipeline.Rules.Ruled;
import dev.gumleaf.signal.SignalRule;
import dev.gumleaf.signal.TraitChange;
import dev.gumleaf.signal.TraitTransitions;
import dev.gumleaf.signal.TraitTransitions.Transition;
import dev.gumleaf.store.HitRow;
import dev.gumleaf.store.SignalDerivation;
import dev.gumleaf.store.StoredIdentify;
import dev.gumleaf.store.StoredSignal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Signals that changes of traits set off. The history of a trait is looked at without and with what
 * is new in the slice; so an identify that comes late finds what it changes, and takes back what
 * was no change after all.
 */
final class TraitHits {
  private final SignalDerivation signals;
  private final WorkspaceId workspace;
  private final List<Ruled<SignalRule.VisitorTrait>> ofVisitors;
  private final List<Ruled<SignalRule.AccountTrait>> ofAccounts;
  private final List<HitRow> added = new ArrayList<>();
  private final List<HitRow> gone = new ArrayList<>();

  TraitHits(SignalDerivation signals, WorkspaceId workspace, List<Ruled<?>> rules) {
    this.signals = signals;
    this.workspace = workspace;
    this.ofVisitors = Rules.only(rules, SignalRule.VisitorTrait.class);
    this.ofAccounts = Rules.only(rules, SignalRule.AccountTrait.class);
  }

  /** Whose trait it is; the group of a company's is NONE for its own. */
  private record Owner(@Nullable ProfileKey profile, @Nullable AccountKey account, GroupId group) {}

  void lookAtPeople(List<PendingVisit> visits) {
    Map<ProfileKey, List<StoredIdentify>> news = new LinkedHashMap<>();
    for (PendingVisit visit : visits) {
      if (visit.row().kind() == CallKind.IDENTIFY && !ofVisitors.isEmpty()) {
        news.computeIfAbsent(visit.row().profile(), key -> new ArrayList<>())
            .add(
                new StoredIdentify(
                    visit.row().body(),
                    visit.row().source(),
                    Instant.ofEpochMilli(visit.row().effectiveAt())));
      }
    }
    Map<ProfileKey, List<StoredIdentify>> all = signals.findProfileIdentifies(news.keySet());
    news.forEach((profile, fresh) -> {
      List<StoredIdentify> now = all.getOrDefault(profile, List.of());
      List<StoredIdentify> before = without(now, fresh);
      for (Ruled<SignalRule.VisitorTrait> each : ofVisitors) {
        TraitName trait = each.rule().trait();
        compare(
            new Owner(profile, null, GroupId.NONE),
            each.signal(),
            trait,
            each.rule().change(),
            ofPerson(before, trait),
            ofPerson(now, trait));
      }
    });
    write();
  }

  void lookAtCompanies(List<PendingEntry> entries) {
    Map<AccountKey, List<StoredIdentify>> news = new LinkedHashMap<>();
    for (PendingEntry entry : entries) {
      if (entry.row().kind() == CallKind.IDENTIFY && !ofAccounts.isEmpty()) {
        news.computeIfAbsent(entry.row().account(), key -> new ArrayList<>())
            .add(
                new StoredIdentify(
                    entry.row().body(),
                    entry.row().source(),
                    Instant.ofEpochMilli(entry.row().effectiveAt())));
      }
    }
    Map<AccountKey, List<StoredIdentify>> all = signals.findAccountIdentifies(news.keySet());
    news.forEach((account, fresh) -> {
      List<StoredIdentify> now = all.getOrDefault(account, List.of());
      List<StoredIdentify> before = without(now, fresh);
      for (Ruled<SignalRule.AccountTrait> each : ofAccounts) {
        TraitName trait = each.rule().trait();
        Map<GroupId, List<Trait>> was = ofCompany(before, trait, each.rule().groups());
        ofCompany(now, trait, each.rule().groups())
            .forEach((group, traits) ->
                compare(
                    new Owner(null, account, group),
                    each.signal(),
                    trait,
                    each.rule().change(),
                    was.getOrDefault(group, List.of()),
                    traits));
      }
    });
    write();
  }

  private void write() {
    signals.deleteHits(gone);
    signals.addHits(workspace, added);
    gone.clear();
    added.clear();
  }

  /** All but those that are new; of equal ones, as many stay as there were before. */
  private static List<StoredIdentify> without(
      List<StoredIdentify> all, List<StoredIdentify> fresh) {
    List<StoredIdentify> before = new ArrayList<>(all);
    fresh.forEach(before::remove);
    return before;
  }

  private static List<Trait> ofPerson(List<StoredIdentify> identifies, TraitName trait) {
    List<Trait> found = new ArrayList<>();
    for (StoredIdentify identify : identifies) {
      MergeProfileTraits.stated(
              RawJson.of(identify.body()), identify.source(), identify.effectiveAt())
          .stream()
          .filter(each -> each.name().equals(trait))
          .forEach(found::add);
    }
    return found;
  }

  private static Map<GroupId, List<Trait>> ofCompany(
      List<StoredIdentify> identifies, TraitName trait, boolean groups) {
    Map<GroupId, List<Trait>> found = new LinkedHashMap<>();
    for (StoredIdentify identify : identifies) {
      RawJson body = RawJson.of(identify.body());
      GroupId group = GroupReader.read(body);
      if (group.isNone() || groups) {
        MergeTraits.stated(body, identify.source(), identify.effectiveAt()).stream()
            .filter(each -> each.name().equals(trait))
            .forEach(each -> found.computeIfAbsent(group, key -> new ArrayList<>()).add(each));
      }
    }
    return found;
  }

  private void compare(
      Owner owner,
      StoredSignal signal,
      TraitName trait,
      TraitChange change,
      List<Trait> before,
      List<Trait> now) {
    Map<Long, HitRow> was = hits(owner, signal, trait, TraitTransitions.find(before, change));
    Map<Long, HitRow> is = hits(owner, signal, trait, TraitTransitions.find(now, change));
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
    return stored.stream().filter(row -> row.occasion() == hit.occasion()).findFirst();
  }

  private static Map<Long, HitRow> hits(
      Owner owner, StoredSignal signal, TraitName trait, List<Transition> transitions) {
    Map<Long, HitRow> hits = new HashMap<>();
    for (Transition transition : transitions) {
      long at = transition.at().toEpochMilli();
      long occasion = owner.group().isNone() ? at : at * 31 + hash(owner.group());
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
                  trait.value(),
                  owner.group().isNone() ? null : owner.group().value(),
                  transition)));
    }
    return hits;
  }

  /** Spreads groups over numbers far from all times. */
  private static long hash(GroupId group) {
    long hash = 1L << 60;
    for (int i = 0; i < group.value().length(); i++) {
      hash = hash * 1_000_003 + group.value().charAt(i);
    }
    return hash;
  }
}
