/**
 * The durable, ordered log of accepted requests behind one small interface: append (reports when
 * durable), read from a position, trim. It holds what the client sent, byte for byte.
 */
@NullMarked
package dev.gumleaf.journal;

import org.jspecify.annotations.NullMarked;
