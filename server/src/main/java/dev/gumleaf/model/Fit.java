package dev.gumleaf.model;

import java.util.List;

/**
 * How well an account fits what a workspace looks for, whatever it does.
 *
 * @param version of the rules it was made by
 * @param number 1 to 100
 * @param points what the parts add up to, before it was brought to 1 to 100
 */
public record Fit(int version, int number, double points, List<FitPart> parts) {
  public Fit {
    parts = List.copyOf(parts);
  }
}
