/**
 * What is known about a network address, from files that the operator drops in. It asks nobody:
 * neither a name server nor any other service learns of an address.
 */
@NullMarked
package dev.gumleaf.address;

import org.jspecify.annotations.NullMarked;
