package dev.gumleaf.score;

/** From the lowest to the highest value that goes with what was seen, at 95 % confidence. */
public record Interval(double low, double high) {}
