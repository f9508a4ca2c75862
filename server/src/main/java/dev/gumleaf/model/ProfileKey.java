package dev.gumleaf.model;

/** The number by which the store knows a profile; never leaves the program. */
public record ProfileKey(long value) {}
