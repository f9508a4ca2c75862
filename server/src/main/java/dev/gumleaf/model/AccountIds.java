package dev.gumleaf.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Makes the id of an account from its workspace and domain. */
public final class AccountIds {
  /** RFC 4648, section 6, in lower case. */
  private static final char[] BASE32 = "abcdefghijklmnopqrstuvwxyz234567".toCharArray();

  /** 128 bits, five to a character. */
  private static final int CHARACTERS = 26;

  private AccountIds() {}

  /** The first 128 bits of a SHA-256, so that two companies practically never share an id. */
  public static AccountId derive(WorkspaceId workspace, Domain domain) {
    byte[] hash = sha256("account\n" + workspace.value() + "\n" + domain.value());
    StringBuilder id = new StringBuilder(AccountId.PREFIX);
    for (int i = 0; i < CHARACTERS; i++) {
      id.append(BASE32[fiveBits(hash, i * 5)]);
    }
    return new AccountId(id.toString());
  }

  private static int fiveBits(byte[] hash, int from) {
    int twoBytes = (hash[from / 8] & 0xff) << 8 | (hash[from / 8 + 1] & 0xff);
    return twoBytes >> (11 - from % 8) & 0x1f;
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
