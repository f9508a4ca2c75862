package dev.gumleaf.architecture.offence.arrows.store;

/** What the offender reaches for. */
public record Row(long key) {}
