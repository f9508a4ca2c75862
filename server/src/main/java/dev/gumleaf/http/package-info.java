/**
 * The only room that knows the server library: listening, limits, the endpoint table, errors to
 * responses. Its handlers see plain requests and give plain responses.
 */
@NullMarked
package dev.gumleaf.http;

import org.jspecify.annotations.NullMarked;
