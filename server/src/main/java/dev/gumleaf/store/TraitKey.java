package dev.gumleaf.store;

import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.GroupId;
import dev.gumleaf.model.TraitName;

/** Names one trait of one group of one account. */
public record TraitKey(AccountKey account, GroupId group, TraitName name) {}
