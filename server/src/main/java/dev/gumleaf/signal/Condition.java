package dev.gumleaf.signal;

import java.util.List;

/** What has to hold for an entry, so that it sets a signal off. */
public sealed interface Condition {
  /** Holds for everything. */
  Condition ALWAYS = new All(List.of());

  boolean holds(Facts facts);

  /** All of several; holds when there are none. */
  record All(List<Condition> parts) implements Condition {
    public All {
      parts = List.copyOf(parts);
    }

    @Override
    public boolean holds(Facts facts) {
      return parts.stream().allMatch(part -> part.holds(facts));
    }
  }

  /** At least one of several. */
  record Any(List<Condition> parts) implements Condition {
    public Any {
      parts = List.copyOf(parts);
    }

    @Override
    public boolean holds(Facts facts) {
      return parts.stream().anyMatch(part -> part.holds(facts));
    }
  }

  record Not(Condition part) implements Condition {
    @Override
    public boolean holds(Facts facts) {
      return !part.holds(facts);
    }
  }

  /** That the value of a member passes a test. */
  record Field(String name, ValueTest test) implements Condition {
    @Override
    public boolean holds(Facts facts) {
      return test.passes(facts.value(name));
    }
  }
}
