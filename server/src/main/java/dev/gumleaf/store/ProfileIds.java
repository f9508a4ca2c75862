package dev.gumleaf.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gumleaf.model.EmailAddress;
import dev.gumleaf.model.ProfileId;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes the ids of known profiles of one workspace from their e-mail addresses, so that the id does
 * not depend on what arrives first.
 *
 * <p>The workspace's secret goes into it: whoever presents a profile's id is told more than whoever
 * knows an address, so the one must not follow from the other.
 */
public final class ProfileIds {
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  /**
   * The ids of a workspace.
   *
   * @param secret the workspace's secret, in hexadecimal
   */
  public ProfileIds(String secret) {
    this.key = new SecretKeySpec(HexFormat.of().parseHex(secret), ALGORITHM);
  }

  /** The id of the profile with that address: a version 8 UUID as of RFC 9562, section 5.8. */
  public ProfileId derive(EmailAddress email) {
    ByteBuffer mac = ByteBuffer.wrap(mac("profile\n" + email.value()));
    long high = (mac.getLong() & ~0xf000L) | 0x8000L;
    long low = (mac.getLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
    return new ProfileId(new UUID(high, low).toString());
  }

  /** A short text that says which person is meant only to those who know the person already. */
  public String fingerprint(String text) {
    return HexFormat.of().formatHex(mac("suppressed\n" + text));
  }

  private byte[] mac(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}
