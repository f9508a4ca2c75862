package dev.gumleaf.model;

/** Whom an entry is about: a company or a person. */
public sealed interface SubjectId permits AccountId, ProfileId {
  String value();

  /** The member of a reply that holds it. */
  String memberName();
}
