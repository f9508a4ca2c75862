package dev.gumleaf.model;

/** How much anybody with a public key is told about a profile. */
public enum ProfileReply {
  /** The company; and whoever presents the random id of a browser, also about the person. */
  FULL,
  /** The company only. */
  COMPANY,
  /** Nothing; the endpoint is not there. */
  OFF
}
