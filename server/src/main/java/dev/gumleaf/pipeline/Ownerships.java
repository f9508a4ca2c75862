package dev.gumleaf.pipeline;

import dev.gumleaf.identity.Ownership;
import dev.gumleaf.model.Claim;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.store.ClaimRow;
import dev.gumleaf.store.VisitorDerivation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looks up as whose ids are shown. */
final class Ownerships {
  private Ownerships() {}

  /** The ownership of each of some ids, of the claims in force. */
  static Map<ProfileKey, Ownership> find(VisitorDerivation profiles, Collection<ProfileKey> ids) {
    Map<ProfileKey, List<Claim>> claims = new HashMap<>();
    for (ClaimRow row : profiles.findClaims(ids)) {
      if (!row.undone()) {
        claims.computeIfAbsent(row.profile(), id -> new ArrayList<>()).add(row.claim());
      }
    }
    Map<ProfileKey, Ownership> found = new HashMap<>();
    ids.forEach(id -> found.put(id, Ownership.of(id, claims.getOrDefault(id, List.of()))));
    return found;
  }
}
