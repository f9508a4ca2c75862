package dev.gumleaf.model;

/** A trait as an identify stated it, before it has a time and a source. */
public record StatedTrait(String spelling, TraitValue value) {}
