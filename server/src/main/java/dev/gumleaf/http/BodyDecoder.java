package dev.gumleaf.http;

import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Undoes the content encoding of a body. */
final class BodyDecoder {
  private BodyDecoder() {}

  /**
   * The body as the client meant it.
   *
   * @throws ApiException UNSUPPORTED_ENCODING, BAD_ENCODING, or PAYLOAD_TOO_LARGE as soon as more
   *     than the limit has come out, however little went in
   */
  static byte[] decode(byte[] body, @Nullable String encoding, int bytesMax) {
    if (encoding == null) {
      return body;
    }
    return switch (encoding.strip().toLowerCase(Locale.ROOT)) {
      case "", "identity" -> body;
      case "gzip", "x-gzip" -> gunzip(body, bytesMax);
      default ->
          throw new ApiException(
              ErrorCode.UNSUPPORTED_ENCODING, "the content encodings are gzip and identity");
    };
  }

  private static byte[] gunzip(byte[] body, int bytesMax) {
    byte[] plain;
    try (Members members = new Members(body)) {
      plain = members.readNBytes(bytesMax + 1);
      if (plain.length <= bytesMax && members.hasMore()) {
        throw new ApiException(ErrorCode.BAD_ENCODING, "there is more behind the gzip members");
      }
    } catch (IOException e) {
      throw new ApiException(ErrorCode.BAD_ENCODING, "the body is not valid gzip");
    }
    if (plain.length > bytesMax) {
      throw tooLarge(bytesMax);
    }
    return plain;
  }

  /** The gzip members of a body one after the other, as RFC 1952 allows them. */
  private static final class Members extends GZIPInputStream {
    private static final int TRAILER_BYTES = 8;

    Members(byte[] body) throws IOException {
      // One buffer for all of it, so that what is left behind the last member can be told.
      super(new ByteArrayInputStream(body), Math.max(body.length, 1));
    }

    /** At the end: whether bytes follow that are no member. The superclass passes over them. */
    boolean hasMore() {
      return inf.getRemaining() > TRAILER_BYTES;
    }
  }

  static ApiException tooLarge(int bytesMax) {
    return new ApiException(
        ErrorCode.PAYLOAD_TOO_LARGE, "a body has at most " + bytesMax + " bytes, uncompressed");
  }
}
