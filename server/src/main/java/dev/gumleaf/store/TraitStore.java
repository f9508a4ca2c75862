package dev.gumleaf.store;

import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.GroupId;
import dev.gumleaf.model.Trait;
import dev.gumleaf.model.TraitSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads traits as they are shown. Thread-safe; holds no connection. */
public final class TraitStore {
  /** The current traits of an account by group, as {@link #listAll}, deleted ones left out. */
  public SortedMap<String, TraitSet> list(Transaction tx, AccountView account) {
    SortedMap<String, TraitSet> shown = listAll(tx, account);
    shown.replaceAll((group, traits) -> withoutDeleted(traits));
    shown.values().removeIf(traits -> traits.byName().isEmpty());
    return shown;
  }

  /**
   * The current traits of an account by group, with the marks of deleted ones. What a merged
   * account says only fills gaps; several of them are merged among themselves by the rule of {@link
   * TraitSet#merge}.
   */
  public SortedMap<String, TraitSet> listAll(Transaction tx, AccountView account) {
    Map<GroupId, TraitSet> own = new HashMap<>();
    Map<GroupId, TraitSet> merged = new HashMap<>();
    tx.query(
            """
            SELECT account_key, group_id, name, spelling, value, source, effective_at
            FROM traits
            WHERE account_key IN (<keys>)
            """)
        .bindList("keys", account.keys().stream().map(AccountKey::value).toList())
        .map((row, context) -> TraitRows.toTrait(row))
        .forEach(row -> {
          Map<GroupId, TraitSet> side = row.account().equals(account.key()) ? own : merged;
          side.merge(
              row.group(),
              TraitSet.EMPTY.merge(List.of(row.trait())),
              (a, b) -> a.merge(b.byName().values()));
        });
    merged.forEach((group, traits) -> own.merge(group, traits, TraitStore::fillGaps));
    SortedMap<String, TraitSet> all = new TreeMap<>();
    own.forEach((group, traits) -> all.put(group.value(), traits));
    return all;
  }

  private static TraitSet fillGaps(TraitSet own, TraitSet merged) {
    List<Trait> missing = new ArrayList<>();
    merged
        .byName()
        .forEach((name, trait) -> {
          if (own.find(name).isEmpty()) {
            missing.add(trait);
          }
        });
    return own.merge(missing);
  }

  private static TraitSet withoutDeleted(TraitSet traits) {
    return TraitSet.EMPTY.merge(
        traits.byName().values().stream().filter(trait -> !trait.isDeleted()).toList());
  }
}
