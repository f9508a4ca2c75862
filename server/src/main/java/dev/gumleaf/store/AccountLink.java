package dev.gumleaf.store;

import dev.gumleaf.model.AccountKey;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A reason to see a person as part of a company.
 *
 * @param at when it was last given, in milliseconds since 1970, UTC; 0 for what does not age
 * @param domain the company's, which settles ties
 */
public record AccountLink(AccountKey account, Via via, long at, String domain) {
  /** The better reason is the greater one: by its kind, then the newer one. */
  public static final Comparator<AccountLink> BEST =
      Comparator.comparing(AccountLink::via)
          .thenComparingLong(AccountLink::at)
          .thenComparing(AccountLink::domain);

  /** What the reason is, the weakest first. */
  public enum Via {
    /** The address the visitor came from belongs to the company. */
    ADDRESS(1),
    /** The e-mail address has the company's domain. */
    EMAIL(2),
    /** An identify said so in {@code $account}. */
    STATED(3);

    private final int code;

    Via(int code) {
      this.code = code;
    }

    /** The number kept in the store; never changes once released. */
    public int code() {
      return code;
    }

    /** The word on the wire. */
    public String word() {
      return switch (this) {
        case ADDRESS -> "address";
        case EMAIL -> "email_domain";
        case STATED -> "account_trait";
      };
    }

    /** The reason with that code; null for 0, which stands for none. */
    static @Nullable Via ofCode(int code) {
      for (Via via : values()) {
        if (via.code == code) {
          return via;
        }
      }
      return null;
    }
  }
}
