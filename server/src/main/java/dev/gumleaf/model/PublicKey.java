package dev.gumleaf.model;

/**
 * The key in an ingest URL, {@code /web/projects/{key}}: it names a workspace and lets the holder
 * write, never read. Not a secret. Any string can be one, because old installations used a slug.
 */
public record PublicKey(String value) {
  /** Longest key that can be imported, in characters; ours have 39. */
  public static final int LENGTH_MAX = 200;

  public PublicKey {
    if (value.isBlank() || value.length() > LENGTH_MAX) {
      throw new IllegalArgumentException("a public key has 1 to " + LENGTH_MAX + " characters");
    }
  }
}
