package dev.gumleaf.audience;

import dev.gumleaf.model.TraitName;

/** What a filter can compare. */
public sealed interface Field permits Property, Field.Trait {
  /**
   * A trait of the company or the person.
   *
   * @param inAnyGroup of an account, whether each of its groups is looked at, too
   */
  record Trait(TraitName name, boolean inAnyGroup) implements Field {}
}
