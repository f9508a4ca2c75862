/**
 * All SQL about derived state and administration: one class per aggregate, the migrations and the
 * transactions. With {@code journal} the only room that sees {@code java.sql}.
 */
@NullMarked
package dev.gumleaf.store;

import org.jspecify.annotations.NullMarked;
