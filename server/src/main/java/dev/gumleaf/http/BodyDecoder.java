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
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body), 8192)) {
      plain = in.readNBytes(bytesMax + 1);
    } catch (IOException e) {
      throw new ApiException(ErrorCode.BAD_ENCODING, "the body is not valid gzip");
    }
    if (plain.length > bytesMax) {
      throw tooLarge(bytesMax);
    }
    return plain;
  }

  static ApiException tooLarge(int bytesMax) {
    return new ApiException(
        ErrorCode.PAYLOAD_TOO_LARGE, "a body has at most " + bytesMax + " bytes, uncompressed");
  }
}
