package dev.gumleaf.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.model.Account;
import dev.gumleaf.model.AccountId;
import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.AccountRef;
import dev.gumleaf.model.Domain;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccountResolverTest {
  private static final Account ACME = account(1, "acct_acme", "acme.test", 1);
  private static final Account GLOBEX = account(2, "acct_globex", "globex.test", 2);
  private static final Account ACME_JP = account(3, "acct_acmejp", "acme.jp", 1);

  private static final KnownAccounts KNOWN = knowing(ACME, GLOBEX, ACME_JP);

  @Test
  void resolve_knownDomain_isFound() {
    assertThat(resolve(new AccountRef.ByDomain(ACME.domain())))
        .isEqualTo(new Resolution.Found(ACME));
  }

  @Test
  void resolve_mergedDomain_isFoundUnderItsOwnDomain() {
    assertThat(resolve(new AccountRef.ByDomain(ACME_JP.domain())))
        .isEqualTo(new Resolution.Found(ACME_JP));
  }

  @Test
  void resolve_newDomain_isCreated() {
    Domain domain = new Domain("new.test");
    assertThat(resolve(new AccountRef.ByDomain(domain))).isEqualTo(new Resolution.Created(domain));
  }

  @Test
  void resolve_unknownIdAlone_isUnknown() {
    AccountId id = new AccountId("acct_nobody");
    assertThat(resolve(new AccountRef.ById(id))).isEqualTo(new Resolution.Unknown(id));
  }

  @Test
  void resolve_unknownIdWithDomain_goesByDomain() {
    AccountId id = new AccountId("acct_nobody");
    assertThat(resolve(new AccountRef.ByBoth(id, ACME.domain())))
        .isEqualTo(new Resolution.Found(ACME));
  }

  @Test
  void resolve_idAndDomainOfOneMergedAccount_agree() {
    assertThat(resolve(new AccountRef.ByBoth(ACME.id(), ACME_JP.domain())))
        .isEqualTo(new Resolution.Found(ACME_JP));
  }

  @Test
  void resolve_idAndDomainOfDifferentAccounts_isAContradiction() {
    assertThat(resolve(new AccountRef.ByBoth(ACME.id(), GLOBEX.domain())))
        .isEqualTo(new Resolution.Contradiction(ACME.id(), GLOBEX.domain()));
  }

  @Test
  void resolve_knownIdWithNewDomain_isAContradiction() {
    Domain domain = new Domain("new.test");
    assertThat(resolve(new AccountRef.ByBoth(ACME.id(), domain)))
        .isEqualTo(new Resolution.Contradiction(ACME.id(), domain));
  }

  private static Resolution resolve(AccountRef ref) {
    return AccountResolver.resolve(ref, KNOWN);
  }

  private static Account account(long key, String id, String domain, long head) {
    return new Account(
        new AccountKey(key), new AccountId(id), new Domain(domain), new AccountKey(head));
  }

  private static KnownAccounts knowing(Account... accounts) {
    return new KnownAccounts() {
      @Override
      public Optional<Account> findByDomain(Domain domain) {
        return List.of(accounts).stream().filter(each -> each.domain().equals(domain)).findAny();
      }

      @Override
      public Optional<Account> findById(AccountId id) {
        return List.of(accounts).stream().filter(each -> each.id().equals(id)).findAny();
      }
    };
  }
}
