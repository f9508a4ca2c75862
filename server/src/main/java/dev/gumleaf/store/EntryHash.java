package dev.gumleaf.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.MessageId;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;

/**
 * The dedupe key of an entry inside one account: the first 64 bits of a SHA-256.
 *
 * <p>It finds candidates; equality is decided on what is stored, so a collision is noticed instead
 * of swallowing an entry.
 */
public final class EntryHash {
  private EntryHash() {}

  /** The key of an entry that carries a message id. */
  public static long ofMessageId(CallKind kind, MessageId id) {
    return hash(kind.code() + ":" + id.value());
  }

  /** The keys of the entries of all kinds that carry a message id. */
  static List<Long> allOfMessageId(MessageId id) {
    return Arrays.stream(CallKind.values()).map(kind -> ofMessageId(kind, id)).toList();
  }

  /**
   * The key of an entry without a message id, so that a blind retry is harmless. It needs a time of
   * the client's, else two equal facts at different times would be one.
   */
  public static long ofContent(CallKind kind, String event, long sentAtMillis, String body) {
    return hash(kind.code() + "=" + sentAtMillis + "\n" + event + "\n" + body);
  }

  private static long hash(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return ByteBuffer.wrap(digest).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
