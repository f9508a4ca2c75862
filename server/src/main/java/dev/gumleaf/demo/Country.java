package dev.gumleaf.demo;

import java.time.ZoneOffset;

/** Where a company is, and when it works. Summer time is left out. */
enum Country {
  US("United States", -6),
  CA("Canada", -5),
  BR("Brazil", -3),
  GB("United Kingdom", 0),
  DE("Germany", 1),
  FR("France", 1),
  NL("Netherlands", 1),
  SE("Sweden", 1),
  SG("Singapore", 8),
  JP("Japan", 9),
  AU("Australia", 10);

  private final String title;
  private final ZoneOffset zone;

  Country(String title, int hours) {
    this.title = title;
    this.zone = ZoneOffset.ofHours(hours);
  }

  String title() {
    return title;
  }

  ZoneOffset zone() {
    return zone;
  }
}
