package dev.gumleaf.model;

import java.util.Locale;

/** Who uses the addresses of a network. */
public enum NetworkKind {
  BUSINESS(false),
  GOVERNMENT(false),
  EDUCATION(false),
  /** Homes, and a few offices that cannot be told from them. */
  RESIDENTIAL(true),
  MOBILE(true),
  /** Customers of a provider of access, of whatever kind. */
  ISP(true),
  /** Data centres: machines, and people behind them who do not show. */
  HOSTING(true),
  PROXY(true),
  VPN(true),
  TOR(true);

  private final boolean shared;

  NetworkKind(boolean shared) {
    this.shared = shared;
  }

  /** Whether anybody may be behind its addresses, so that they tell nothing about a company. */
  public boolean isShared() {
    return shared;
  }

  /** The word in reasons, in lists and on the wire. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
