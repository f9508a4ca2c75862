package dev.gumleaf.model;

import static java.util.Objects.requireNonNull;

/**
 * What one criterion says about how well an account fits.
 *
 * @param criterion the name of the criterion
 * @param rule what was found true, for people, such as {@code employees 51 to 250}
 * @param points what it adds; below zero when it speaks against the account
 */
public record FitPart(String criterion, String rule, double points) {
  public FitPart {
    requireNonNull(criterion, "criterion");
    requireNonNull(rule, "rule");
  }
}
