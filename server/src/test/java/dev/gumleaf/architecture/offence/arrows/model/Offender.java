package dev.gumleaf.architecture.offence.arrows.model;

import dev.gumleaf.architecture.offence.arrows.store.Row;

/** The vocabulary must not know the database. */
record Offender(Row row) {}
