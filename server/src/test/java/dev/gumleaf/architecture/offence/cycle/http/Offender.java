package dev.gumleaf.architecture.offence.cycle.http;

import dev.gumleaf.architecture.offence.cycle.observe.Accomplice;

/** Uses a room that uses this one. */
public record Offender(Accomplice accomplice) {}
