package dev.gumleaf.architecture.offence.unmarked.model;

/** Its package says nothing about null. */
record Offender() {}
