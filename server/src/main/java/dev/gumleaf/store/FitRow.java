package dev.gumleaf.store;

import static java.util.Objects.requireNonNull;

import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.Grade;

/** How well one account fits, for lists and filters. */
public record FitRow(AccountKey account, int number, Grade grade) {
  public FitRow {
    requireNonNull(account, "account");
    requireNonNull(grade, "grade");
  }
}
