package dev.gumleaf.model;

import org.jspecify.annotations.Nullable;

/**
 * How a request names a person: by an id, by an address, or by both, which links the two.
 *
 * @param email as said by somebody who knows, a page where the person signed in or a server; an
 *     address that was only typed or followed is a {@link Evidence claim} of an entry
 */
public record PersonRef(@Nullable ProfileId id, @Nullable EmailAddress email) {
  public PersonRef {
    if (id == null && email == null) {
      throw new IllegalArgumentException("a person is named by an id, an address, or both");
    }
  }
}
