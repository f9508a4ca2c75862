package dev.gumleaf.pipeline;

import dev.gumleaf.ingest.TraitsReader;
import dev.gumleaf.model.Account;
import dev.gumleaf.model.Call;
import dev.gumleaf.model.PlainText;
import dev.gumleaf.model.Profile;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.model.RawJson;
import dev.gumleaf.model.Source;
import dev.gumleaf.model.StatedTrait;
import dev.gumleaf.model.Trait;
import dev.gumleaf.model.TraitName;
import dev.gumleaf.model.TraitSet;
import dev.gumleaf.store.AccountLink;
import dev.gumleaf.store.PartFacts;
import dev.gumleaf.store.PersonNames;
import dev.gumleaf.store.ProfilePart;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Merges the traits of new identifies, and the companies they name, into what people have. Like the
 * traits of companies, by {@link TraitSet#merge}: any order and any repeats give the same.
 */
final class MergeProfileTraits implements Step {
  private record Company(long part, long account) {}

  @Override
  public String name() {
    return "merge_profile_traits";
  }

  @Override
  public void apply(SliceWork work) {
    work.visitors().forEach(MergeProfileTraits::merge);
  }

  private static void merge(VisitorWork visitors) {
    Map<ProfilePart, List<Trait>> stated = new LinkedHashMap<>();
    Map<Company, PartFacts.Stated> companies = new LinkedHashMap<>();
    for (PersonWork person : visitors.people()) {
      for (PendingVisit visit : person.visits()) {
        if (visit.isStored() && visit.call() instanceof Call.Identify identify) {
          Profile subject = person.subject();
          ProfileKey owner = visitors.owner(subject, visit.at());
          ProfilePart part = visitors.part(subject.key(), owner);
          stated
              .computeIfAbsent(part, key -> new ArrayList<>())
              .addAll(stated(identify.body(), identify.source(), visit.effectiveAt()));
          collectCompany(visitors, visit, part, companies);
        }
      }
    }
    write(visitors, stated);
    visitors.derivation().addStated(companies.values());
    companies.values().forEach(each -> visitors.link(each.part().person(), each.link()));
  }

  /** The traits in an identify's body. */
  static List<Trait> stated(RawJson body, Source source, Instant effectiveAt) {
    List<Trait> traits = new ArrayList<>();
    for (StatedTrait trait : TraitsReader.readOfPerson(body)) {
      String spelling = PlainText.of(trait.spelling());
      traits.add(new Trait(TraitName.of(spelling), spelling, trait.value(), source, effectiveAt));
    }
    return traits;
  }

  private static void collectCompany(
      VisitorWork visitors,
      PendingVisit visit,
      ProfilePart part,
      Map<Company, PartFacts.Stated> companies) {
    StatedAccount stated = visit.stated();
    if (stated == null || stated.domain() == null || !stated.named()) {
      return;
    }
    Account account = visitors.accounts().findByDomain(stated.domain()).orElseThrow();
    PartFacts.Stated link =
        new PartFacts.Stated(
            part,
            new AccountLink(
                account.key(), AccountLink.Via.STATED, visit.at(), account.domain().value()));
    companies.merge(
        new Company(part.key(), account.key().value()),
        link,
        (a, b) -> a.link().at() >= b.link().at() ? a : b);
  }

  private static void write(VisitorWork visitors, Map<ProfilePart, List<Trait>> stated) {
    Map<Long, Collection<TraitName>> names = new LinkedHashMap<>();
    stated.forEach((part, traits) -> {
      List<TraitName> distinct = traits.stream().map(Trait::name).distinct().toList();
      if (!distinct.isEmpty()) {
        names.put(part.key(), distinct);
      }
    });
    Map<Long, TraitSet> current = visitors.derivation().findTraits(names);
    Map<Long, List<Trait>> changed = new HashMap<>();
    stated.forEach((part, traits) -> {
      TraitSet before = current.getOrDefault(part.key(), TraitSet.EMPTY);
      List<Trait> news =
          before.merge(traits).byName().values().stream()
              .filter(trait -> !trait.equals(before.byName().get(trait.name())))
              .toList();
      if (!news.isEmpty()) {
        changed.put(part.key(), news);
      }
      if (news.stream().anyMatch(trait -> PersonNames.TRAITS.contains(trait.name()))) {
        visitors.renamed().add(part.person());
      }
    });
    visitors.derivation().writeTraits(changed);
  }
}
