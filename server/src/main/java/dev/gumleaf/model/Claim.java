package dev.gumleaf.model;

import static java.util.Objects.requireNonNull;

/**
 * That an id belongs to a person from a time on.
 *
 * @param email the person's address; settles which of two claims of one time comes first, so that
 *     it does not depend on arrival
 * @param at in milliseconds since 1970, UTC
 */
public record Claim(ProfileKey person, String email, Evidence evidence, long at) {
  public Claim {
    requireNonNull(person, "person");
    requireNonNull(email, "email");
    requireNonNull(evidence, "evidence");
  }
}
