package dev.gumleaf.model;

/**
 * The value of one trait: any JSON value, or the mark that the trait was deleted.
 *
 * <p>{@link #json} is the text that is stored, compared and given back. Numbers keep the digits
 * that were sent, because converting {@code 2^53 + 1} or {@code 1e9999} would change or refuse
 * them.
 */
public sealed interface TraitValue {
  /** The value as JSON text; equal values have equal text. */
  String json();

  record Text(String text) implements TraitValue {
    @Override
    public String json() {
      return JsonText.quote(text);
    }
  }

  /** A number by its literal, exactly as it was sent. */
  record Numeric(String literal) implements TraitValue {
    @Override
    public String json() {
      return literal;
    }
  }

  record Flag(boolean value) implements TraitValue {
    @Override
    public String json() {
      return Boolean.toString(value);
    }
  }

  /** An array or object as canonical JSON: members sorted by name, no white space. */
  record Composite(String json) implements TraitValue {}

  /** The client sent {@code null}: the trait is gone, and older values must not bring it back. */
  record Deleted() implements TraitValue {
    @Override
    public String json() {
      return "null";
    }
  }

  Deleted DELETED = new Deleted();
}
