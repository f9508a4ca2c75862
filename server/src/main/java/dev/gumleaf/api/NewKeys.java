package dev.gumleaf.api;

import java.util.HexFormat;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Makes keys and random ids. The generator must be a secure one. */
public final class NewKeys {
  /** Characters of a secret key that are kept for people to recognise it by. */
  private static final int SHOWN = 9;

  private static final int PUBLIC_BYTES = 18;
  private static final int SECRET_BYTES = 24;
  private static final int WORKSPACE_SECRET_BYTES = 32;

  private final RandomGenerator random;

  public NewKeys(RandomGenerator random) {
    this.random = random;
  }

  /** {@code pk_} and 36 hexadecimal digits, the form that Koala's were. */
  public String publicKey() {
    return "pk_" + hex(PUBLIC_BYTES);
  }

  /** {@code sk_} and 48 hexadecimal digits. */
  public String secretKey() {
    return WorkspaceKeys.SECRET_PREFIX + hex(SECRET_BYTES);
  }

  /** 32 random bytes in hexadecimal. */
  public String newSecret() {
    return hex(WORKSPACE_SECRET_BYTES);
  }

  /** A random UUID, version 4 of RFC 9562. */
  public UUID uuid() {
    long high = (random.nextLong() & ~0xf000L) | 0x4000L;
    long low = (random.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
    return new UUID(high, low);
  }

  private String hex(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** The beginning of a secret key. */
  public static String shown(String secretKey) {
    return secretKey.substring(0, Math.min(SHOWN, secretKey.length()));
  }
}
