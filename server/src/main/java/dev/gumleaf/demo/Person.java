package dev.gumleaf.demo;

import java.util.List;

/**
 * Somebody who works at a company.
 *
 * @param rank 0 for whoever cares most
 * @param browsers one, or two for somebody with a phone; several people can share one
 * @param sharesBrowser whether somebody else uses the same one
 */
record Person(
    String name,
    String email,
    String title,
    int rank,
    List<Browser> browsers,
    boolean sharesBrowser) {
  Person {
    browsers = List.copyOf(browsers);
  }
}
