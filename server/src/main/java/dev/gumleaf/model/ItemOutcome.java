package dev.gumleaf.model;

/**
 * What became of one entry after the pipeline saw it. A duplicate is a success: the retry worked.
 */
public sealed interface ItemOutcome {
  /** The word in replies and lists. */
  String word();

  record Stored(SubjectId subject) implements ItemOutcome {
    @Override
    public String word() {
      return "stored";
    }
  }

  /** A page view that was stored before; this copy of it says more. */
  record Updated(SubjectId subject) implements ItemOutcome {
    @Override
    public String word() {
      return "updated";
    }
  }

  record Duplicate(SubjectId subject) implements ItemOutcome {
    @Override
    public String word() {
      return "duplicate";
    }
  }

  /** The same message id with other content; the first content stays. */
  record Conflict(SubjectId subject) implements ItemOutcome {
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
