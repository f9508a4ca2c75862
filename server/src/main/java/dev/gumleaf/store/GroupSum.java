package dev.gumleaf.store;

import dev.gumleaf.model.AccountKey;

/** What all people of a row of accounts have in one group on one day. */
public record GroupSum(AccountKey account, long day, String group, double points, long at) {}
