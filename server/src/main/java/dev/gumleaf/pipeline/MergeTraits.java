package dev.gumleaf.pipeline;

import dev.gumleaf.ingest.TraitsReader;
import dev.gumleaf.model.Account;
import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.Call;
import dev.gumleaf.model.GroupId;
import dev.gumleaf.model.PlainText;
import dev.gumleaf.model.RawJson;
import dev.gumleaf.model.Source;
import dev.gumleaf.model.StatedTrait;
import dev.gumleaf.model.Trait;
import dev.gumleaf.model.TraitName;
import dev.gumleaf.model.TraitSet;
import dev.gumleaf.store.TraitKey;
import dev.gumleaf.store.TraitRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Merges the traits of new identifies into their accounts and groups. The merge itself is {@link
 * TraitSet#merge}: any order and any repeats give the same traits.
 */
final class MergeTraits implements Step {
  private record Owner(AccountKey account, GroupId group) {}

  @Override
  public String name() {
    return "merge_traits";
  }

  @Override
  public void apply(SliceWork work) {
    Map<Owner, List<Trait>> stated = stated(work);
    Map<Owner, TraitSet> current = current(work, stated);
    List<TraitRow> changed = new ArrayList<>();
    stated.forEach((owner, traits) -> {
      TraitSet before = current.getOrDefault(owner, TraitSet.EMPTY);
      TraitSet after = before.merge(traits);
      collectChanges(owner, before, after, changed);
      if (owner.group().isNone()) {
        rename(work, owner, before, after);
      }
    });
    work.derivation().writeTraits(changed);
  }

  private static Map<Owner, List<Trait>> stated(SliceWork work) {
    Map<Owner, List<Trait>> stated = new LinkedHashMap<>();
    for (PendingEntry entry : work.entries()) {
      if (entry.isStored() && entry.call() instanceof Call.Identify identify) {
        Instant effectiveAt = entry.effectiveAt();
        GroupId group = entry.group(identify);
        List<Trait> traits =
            stated.computeIfAbsent(
                new Owner(entry.account().key(), group), owner -> new ArrayList<>());
        traits.addAll(stated(identify.body(), identify.source(), effectiveAt));
      }
    }
    return stated;
  }

  /** The traits in an identify's body. */
  static List<Trait> stated(RawJson body, Source source, Instant effectiveAt) {
    List<Trait> traits = new ArrayList<>();
    for (StatedTrait trait : TraitsReader.read(body)) {
      String spelling = PlainText.of(trait.spelling());
      traits.add(new Trait(TraitName.of(spelling), spelling, trait.value(), source, effectiveAt));
    }
    return traits;
  }

  /** What the store has of the stated traits, and of those that an account is called by. */
  private static Map<Owner, TraitSet> current(SliceWork work, Map<Owner, List<Trait>> stated) {
    Set<TraitKey> keys = new LinkedHashSet<>();
    stated.forEach((owner, traits) -> {
      traits.forEach(trait -> keys.add(new TraitKey(owner.account(), owner.group(), trait.name())));
      if (owner.group().isNone()) {
        TraitSet.DISPLAY_NAMES.forEach(
            name -> keys.add(new TraitKey(owner.account(), owner.group(), name)));
      }
    });
    Map<Owner, List<Trait>> rows = new HashMap<>();
    for (TraitRow row : work.derivation().findTraits(keys)) {
      rows.computeIfAbsent(new Owner(row.account(), row.group()), owner -> new ArrayList<>())
          .add(row.trait());
    }
    Map<Owner, TraitSet> current = new HashMap<>();
    rows.forEach((owner, traits) -> current.put(owner, TraitSet.EMPTY.merge(traits)));
    return current;
  }

  private static void collectChanges(
      Owner owner, TraitSet before, TraitSet after, Collection<TraitRow> changed) {
    after
        .byName()
        .forEach((name, trait) -> {
          if (!trait.equals(before.byName().get(name))) {
            changed.add(new TraitRow(owner.account(), owner.group(), trait));
          }
        });
  }

  private static void rename(SliceWork work, Owner owner, TraitSet before, TraitSet after) {
    String name = after.displayName().orElse(null);
    if (!Objects.equals(name, before.displayName().orElse(null))) {
      Account account = Objects.requireNonNull(work.touched().get(owner.account()));
      work.derivation().renameAccount(account, name);
    }
  }
}
