package dev.gumleaf.architecture.offence.names.model;

/** A name that says nothing. */
record OffenceManager() {}
