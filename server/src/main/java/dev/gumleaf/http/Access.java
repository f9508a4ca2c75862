package dev.gumleaf.http;

/** Who may call an endpoint, and from where. */
public enum Access {
  /** Anybody, from any web page: the public key in the path names the workspace. CORS is open. */
  INGEST,
  /** Holders of a secret key ({@code Authorization: Bearer sk_…}); no CORS. */
  SECRET_KEY,
  /** Anybody; no CORS. */
  OPEN
}
