package dev.gumleaf.http;

import dev.gumleaf.model.ApiException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the body of one request, never more of it than the limit. On the event loop's thread. */
final class BodyReader {
  /**
   * How much of a refused body is read and thrown away, so that a client that sends before it
   * listens sees the answer; beyond it the connection is cut.
   */
  private static final long DISCARD_BYTES_MAX = 16L << 20;

  private final Exchange exchange;
  private final int bytesMax;
  private final Consumer<byte[]> whole;
  private @Nullable Buffer body;
  private boolean grows;
  private long received;

  private BodyReader(Exchange exchange, int bytesMax, Consumer<byte[]> whole) {
    this.exchange = exchange;
    this.bytesMax = bytesMax;
    this.whole = whole;
  }

  /** Hands on the whole body, decoded; a body that cannot be taken is answered here. */
  static void read(Exchange exchange, int bytesMax, Consumer<byte[]> whole) {
    new BodyReader(exchange, bytesMax, whole).read();
  }

  /** Reads past a body that nobody wants, then answers. */
  static void discard(Exchange exchange, Runnable answer) {
    HttpServerRequest request = exchange.request();
    if (request.isEnded()) {
      answer.run();
      return;
    }
    long[] discarded = {declaredLength(request)};
    if (expectsContinue(request) || discarded[0] > DISCARD_BYTES_MAX) {
      exchange.closeAfterwards();
      answer.run();
      return;
    }
    discarded[0] = 0;
    request.handler(chunk -> {
      discarded[0] += chunk.length();
      if (discarded[0] > DISCARD_BYTES_MAX && !exchange.isAnswered()) {
        exchange.closeAfterwards();
        answer.run();
      }
    });
    request.endHandler(ended -> answer.run());
  }

  /** RFC 9110, section 10.1.1: in a request of HTTP/1.0 the expectation means nothing. */
  private static boolean expectsContinue(HttpServerRequest request) {
    return "100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))
        && request.version() != HttpVersion.HTTP_1_0;
  }

  /** 0 when the client does not say. */
  private static long declaredLength(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length == null ? 0 : Long.parseLong(length);
  }

  private void read() {
    HttpServerRequest request = exchange.request();
    if (request.isEnded()) {
      finish();
      return;
    }
    if (declaredLength(request) > bytesMax) {
      ApiException tooLarge = BodyDecoder.tooLarge(bytesMax);
      discard(exchange, () -> exchange.fail(tooLarge));
      return;
    }
    request.handler(this::take);
    request.endHandler(ended -> finish());
    if (expectsContinue(request)) {
      request.response().writeContinue();
    }
  }

  private void take(Buffer chunk) {
    received += chunk.length();
    if (received > bytesMax || exchange.isAnswered()) {
      body = null;
    } else if (body == null) {
      body = chunk;
    } else {
      // The first chunk is often the only one and is not copied; a buffer that grows is ours.
      body = grows ? body : Buffer.buffer(2 * chunk.length()).appendBuffer(body);
      body.appendBuffer(chunk);
      grows = true;
    }
    if (received > DISCARD_BYTES_MAX) {
      exchange.closeAfterwards();
      exchange.fail(BodyDecoder.tooLarge(bytesMax));
    }
  }

  private void finish() {
    if (exchange.isAnswered()) {
      return;
    }
    if (received > bytesMax) {
      exchange.fail(BodyDecoder.tooLarge(bytesMax));
      return;
    }
    byte[] bytes = body == null ? new byte[0] : body.getBytes();
    String encoding = exchange.request().getHeader(HttpHeaders.CONTENT_ENCODING);
    byte[] decoded;
    try {
      decoded = BodyDecoder.decode(bytes, encoding, bytesMax);
    } catch (ApiException e) {
      exchange.fail(e);
      return;
    }
    whole.accept(decoded);
  }
}
