package dev.gumleaf.model;

import org.jspecify.annotations.Nullable;

/**
 * Where an address is, as far as it is known.
 *
 * @param country the code of ISO 3166-1, two capital letters
 */
public record Place(@Nullable String country, @Nullable String region, @Nullable String city) {
  public Place {
    if (country == null && region == null && city == null) {
      throw new IllegalArgumentException("a place has a country, a region or a city");
    }
    if (country != null && !isCountry(country)) {
      throw new IllegalArgumentException("a country is two capital letters");
    }
  }

  /** Whether a text has the form of a country's code. */
  public static boolean isCountry(String text) {
    return text.length() == 2 && text.chars().allMatch(c -> c >= 'A' && c <= 'Z');
  }
}
