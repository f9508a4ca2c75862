package dev.gumleaf.ingest;

import dev.gumleaf.model.EmailAddress;
import dev.gumleaf.model.RawJson;
import dev.gumleaf.model.TraitValue;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the address that somebody left in a form that is stored, as it was found on receipt. */
public final class FormEmail {
  private FormEmail() {}

  /**
   * The address of a form.
   *
   * @param body its canonical JSON
   * @param others that of the members beside it; null when there are none
   */
  public static Optional<EmailAddress> find(String body, @Nullable String others) {
    return Optional.ofNullable(others)
        .flatMap(members -> member(members, "email"))
        .or(() -> member(body, "traits.email"));
  }

  private static Optional<EmailAddress> member(String json, String name) {
    return Optional.ofNullable(MemberValues.read(RawJson.of(json)).get(name))
        .flatMap(value ->
            value instanceof TraitValue.Text(String text)
                ? EmailReader.find(text)
                : Optional.empty());
  }
}
