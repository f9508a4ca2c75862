/** Breaks a rule on purpose. */
@NullMarked
package dev.gumleaf.architecture.offence.cycle.http;

import org.jspecify.annotations.NullMarked;
