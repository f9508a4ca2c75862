package dev.gumleaf.architecture.offence.journal.store;

/** State, which is none of the journal's business. */
public record AccountRows(long count) {}
