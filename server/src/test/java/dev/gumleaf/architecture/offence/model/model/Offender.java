package dev.gumleaf.architecture.offence.model.model;

import org.slf4j.Logger;

/** The vocabulary with a library in it. */
record Offender(Logger log) {}
