package dev.gumleaf.demo;

/**
 * What the server should count for a company when the month was played.
 *
 * @param visitors people whose name is known, and browsers in the office of which it is not
 * @param visitorEvents what people did, as told by pages; {@code events} are told by the backend
 */
public record Expected(
    long events,
    long identifies,
    long visitors,
    long pageViews,
    long formSubmissions,
    long visitorEvents,
    long focusMillis) {}
