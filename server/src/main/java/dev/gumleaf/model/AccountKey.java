package dev.gumleaf.model;

/**
 * The store's short name for an account, used inside the process and never shown: it depends on
 * arrival, unlike {@link AccountId}.
 */
public record AccountKey(long value) {}
