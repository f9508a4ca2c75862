package dev.gumleaf.model;

/**
 * What became of one entry after the pipeline saw it. A duplicate is a success: the retry worked.
 */
public sealed interface ItemOutcome {
  /** The word in replies and lists. */
  String word();

  record Stored(AccountId account) implements ItemOutcome {
    @Override
    public String word() {
      return "stored";
    }
  }

  record Duplicate(AccountId account) implements ItemOutcome {
    @Override
    public String word() {
      return "duplicate";
    }
  }

  /** The same message id with other content; the first content stays. */
  record Conflict(AccountId account) implements ItemOutcome {
    @Override
    public String word() {
      return "conflict";
    }
  }

  record Refused(RejectReason reason) implements ItemOutcome {
    @Override
    public String word() {
      return "rejected";
    }
  }

  /** The pipeline could not apply it; it is kept, with the reason, for an operator. */
  record SetAside(String reason) implements ItemOutcome {
    @Override
    public String word() {
      return "set_aside";
    }
  }
}
