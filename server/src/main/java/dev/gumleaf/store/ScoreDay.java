package dev.gumleaf.store;

import dev.gumleaf.model.AccountKey;

/** A day of an account, in UTC and counted since 1970. */
public record ScoreDay(AccountKey account, long day) {}
