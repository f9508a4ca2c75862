package dev.gumleaf.ingest;

import static java.util.Objects.requireNonNull;

import dev.gumleaf.model.PersonRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request says about one person.
 *
 * @param address the visitor's network address, if the request says it; never the sender's
 */
public record PersonCalls(PersonRef person, @Nullable String address, List<VisitorCall> calls) {
  public PersonCalls {
    requireNonNull(person, "person");
    calls = List.copyOf(calls);
  }
}
