package dev.gumleaf.model;

import java.util.Locale;

/** Why one entry of a batch was refused. The name in lower case is the code on the wire. */
public enum RejectReason {
  NOT_AN_OBJECT("the entry is not a JSON object"),
  MISSING_TYPE("the entry has no type"),
  WRONG_TYPE("the entry's type is not the one its array takes"),
  MISSING_EVENT("the event has no name"),
  WRONG_MEMBER_TYPE("a member has the wrong JSON type"),
  BAD_SENT_AT("sent_at is not a date-time"),
  TOO_MANY_ITEMS("the array has more entries than one request may hold"),
  NAME_TOO_LONG("a name is longer than allowed"),
  VALUE_TOO_LONG("a string is longer than allowed"),
  TOO_MANY_KEYS("an object has more members than allowed"),
  ENTRY_TOO_LARGE("the entry is larger than allowed"),
  BAD_MESSAGE_ID("message_id is longer than allowed or not a string"),
  MISSING_IDENTITY("the request names nobody: it has neither profile_id nor email"),
  PLACEHOLDER_ID("the id is a placeholder such as null or guest, which many people would share"),
  BAD_EMAIL("the e-mail address is none"),
  BAD_PAGE("the page view has no page"),
  UNSUPPORTED_TYPE("the message is of a type that means nothing here"),
  SUPPRESSED("the person asked to be forgotten"),
  MISSING_ACCOUNT("the request has neither account_id nor domain"),
  UNKNOWN_ACCOUNT("no account has the request's account_id"),
  BAD_DOMAIN("the domain is not a company's web domain"),
  FREE_MAIL_DOMAIN("the domain belongs to a mailbox provider, not to a company"),
  NO_USER_AGENT("the request has no User-Agent, and this server drops such requests");

  private final String meaning;

  RejectReason(String meaning) {
    this.meaning = meaning;
  }

  /** One sentence for people. */
  public String meaning() {
    return meaning;
  }

  /** The code on the wire and in metrics. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
