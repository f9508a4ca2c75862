package dev.gumleaf.store;

import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.GroupId;
import dev.gumleaf.model.Trait;

/** The current value of one trait of one group of one account. */
public record TraitRow(AccountKey account, GroupId group, Trait trait) {}
