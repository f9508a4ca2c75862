package dev.gumleaf.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccountIdsTest {
  private static final WorkspaceId FIRST = new WorkspaceId(1);

  @Test
  void derive_sameDomain_isTheSameId() {
    assertThat(AccountIds.derive(FIRST, new Domain("acme.test")))
        .isEqualTo(AccountIds.derive(FIRST, new Domain("acme.test")));
  }

  @Test
  void derive_otherWorkspace_isAnotherId() {
    assertThat(AccountIds.derive(FIRST, new Domain("acme.test")))
        .isNotEqualTo(AccountIds.derive(new WorkspaceId(2), new Domain("acme.test")));
  }

  @Test
  void derive_manyDomains_allDifferAndHaveTheForm() {
    Set<AccountId> ids = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      AccountId id = AccountIds.derive(FIRST, new Domain("a" + i + ".test"));
      assertThat(id.value()).matches("acct_[a-z2-7]{26}");
      ids.add(id);
    }
    assertThat(ids).hasSize(10_000);
  }

  /** Ids are printed, bookmarked and kept in other systems: this one may never change. */
  @Test
  void derive_knownDomain_isTheIdOfTheFirstRelease() {
    assertThat(AccountIds.derive(FIRST, new Domain("northwind.test")).value())
        .isEqualTo("acct_bfrunkeernwxra6g3nnmepqkow");
  }
}
