package dev.gumleaf.architecture.offence.rooms.cellar;

/** Lives in a room that is not in the table. */
record Offender() {}
