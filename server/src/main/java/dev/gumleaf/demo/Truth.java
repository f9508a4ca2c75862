package dev.gumleaf.demo;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What really becomes of a company, which nothing that is sent tells before it happens.
 *
 * @param boughtAt when its subscription starts; can be after the month. Empty if it does not buy
 */
public record Truth(String domain, Optional<Instant> boughtAt) {
  /** The line that tells what the columns are. */
  public static final String HEAD = "domain,buys,bought_at";

  /** The file of all of them; commas and quotes are in no domain. */
  public static String csv(List<Truth> all) {
    StringBuilder text = new StringBuilder(HEAD).append('\n');
    for (Truth each : all) {
      text.append(each.domain)
          .append(',')
          .append(each.boughtAt.isPresent())
          .append(',')
          .append(each.boughtAt.map(Instant::toString).orElse(""))
          .append('\n');
    }
    return text.toString();
  }
}
