package dev.gumleaf.ingest;

import static java.util.Objects.requireNonNull;

import dev.gumleaf.model.Call;
import dev.gumleaf.model.EmailAddress;
import dev.gumleaf.model.Evidence;
import org.jspecify.annotations.Nullable;

/**
 * One usable entry about a person.
 *
 * @param claim an address that the entry itself says the person has; null for most
 * @param implied whether the entry stands for what the request says about the person at its top
 *     level; it is counted nowhere
 */
public record VisitorCall(Call call, VisitContext context, @Nullable Claim claim, boolean implied) {
  public VisitorCall {
    requireNonNull(call, "call");
    requireNonNull(context, "context");
  }

  /** That a person has an address, and how that is known. */
  public record Claim(EmailAddress email, Evidence evidence) {}
}
