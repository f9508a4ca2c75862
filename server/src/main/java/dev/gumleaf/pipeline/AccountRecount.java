package dev.gumleaf.pipeline;

import dev.gumleaf.ingest.GroupReader;
import dev.gumleaf.model.Account;
import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.GroupId;
import dev.gumleaf.model.Mark;
import dev.gumleaf.model.RawJson;
import dev.gumleaf.model.Trait;
import dev.gumleaf.model.TraitSet;
import dev.gumleaf.store.Derivation;
import dev.gumleaf.store.Forgetting;
import dev.gumleaf.store.SignalDerivation;
import dev.gumleaf.store.StoredIdentify;
import dev.gumleaf.store.TraitRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Works out from its entries again what is known about a company, after some of them went. */
final class AccountRecount {
  private final Derivation derivation;
  private final Forgetting forgetting;

  AccountRecount(Derivation derivation, Forgetting forgetting) {
    this.derivation = derivation;
    this.forgetting = forgetting;
  }

  void run(AccountKey key) {
    forgetting.recount(key, Mark.hiddenBits());
    Map<GroupId, TraitSet> groups = new LinkedHashMap<>();
    Map<GroupId, List<Trait>> stated = new HashMap<>();
    for (StoredIdentify identify : forgetting.findIdentifies(key)) {
      RawJson body = RawJson.of(identify.body());
      GroupId group = GroupReader.read(body);
      List<Trait> traits = MergeTraits.stated(body, identify.source(), identify.effectiveAt());
      stated.computeIfAbsent(group, same -> new ArrayList<>()).addAll(traits);
      groups.merge(group, TraitSet.EMPTY.merge(traits), (a, b) -> a.merge(b.byName().values()));
    }
    dropHits(key, stated);
    List<TraitRow> rows = new ArrayList<>();
    groups.forEach((group, traits) ->
        traits.byName().values().forEach(trait -> rows.add(new TraitRow(key, group, trait))));
    derivation.writeTraits(rows);
    Account account = forgetting.findAccount(key);
    derivation.fits().notePending(account.head());
    derivation.renameAccount(
        account, groups.getOrDefault(GroupId.NONE, TraitSet.EMPTY).displayName().orElse(null));
  }

  /** A change that nobody states any more set nothing off. */
  private void dropHits(AccountKey key, Map<GroupId, List<Trait>> stated) {
    SignalDerivation signals = derivation.signals();
    signals.forgetHits(
        key,
        signals.findHits(key).stream()
            .filter(hit -> HitEvidence.isOfTrait(hit.evidence()))
            .filter(hit -> !HitEvidence.isStated(hit, stated))
            .toList());
  }
}
