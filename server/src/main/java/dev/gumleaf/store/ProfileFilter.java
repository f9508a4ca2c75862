package dev.gumleaf.store;

import dev.gumleaf.model.Profile;
import java.util.Optional;

/**
 * Which people to list.
 *
 * @param known only those with an e-mail address, or only those without; empty for all
 * @param internal whether to show our own people, too
 */
public record ProfileFilter(Optional<Boolean> known, boolean internal) {
  /** Conditions on the rows {@code p} of profiles, which an index answers by itself. */
  String conditions() {
    String kind =
        known
            .map(is -> is ? Profile.Kind.EMAIL : Profile.Kind.ID)
            .map(of -> " AND p.kind = " + of.code())
            .orElse("");
    return "p.listed_at IS NOT NULL" + kind + (internal ? "" : " AND p.internal = 0");
  }
}
