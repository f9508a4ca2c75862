package dev.gumleaf.http;

/**
 * One line of the endpoint table.
 *
 * @param template a path whose segments are literal or {@code {name}}, such as {@code
 *     /api/v1/accounts/{account}}
 */
public record EndpointEntry(Method method, String template, Access access, Endpoint endpoint) {}
