package dev.gumleaf.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Locale;

/** One HTTP/1.1 connection that has at most one request on its way. Not thread-safe. */
final class Connection {
  private static final int HEADER_BYTES_MAX = 8192;
  private static final byte[] OK = "HTTP/1.1 200 ".getBytes(US_ASCII);

  private final SocketChannel channel;
  private final SelectionKey key;
  private final ByteBuffer out;
  private final ByteBuffer in = ByteBuffer.allocate(HEADER_BYTES_MAX);

  /** Bytes of the body that are still to come; -1 while the header is not complete. */
  private long bodyLeft = -1;

  private boolean ok;
  long startedNanos;

  Connection(InetSocketAddress address, Selector selector, int requestBytes) throws IOException {
    this.channel = SocketChannel.open(address);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    this.key = channel.register(selector, SelectionKey.OP_READ, this);
    this.out = ByteBuffer.allocateDirect(requestBytes);
  }

  void send(Requests requests, long intendedNanos) throws IOException {
    startedNanos = intendedNanos;
    in.clear();
    bodyLeft = -1;
    requests.write(out);
    flush();
  }

  /** Writes what the socket takes. */
  void flush() throws IOException {
    channel.write(out);
    int wanted =
        out.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
    if (key.interestOps() != wanted) {
      key.interestOps(wanted);
    }
  }

  /** Reads what is there; true when the reply is complete. */
  boolean read() throws IOException {
    if (bodyLeft >= 0) {
      in.clear();
    }
    int count = channel.read(in);
    if (count < 0) {
      throw new EOFException("closed by the server");
    }
    if (bodyLeft >= 0) {
      bodyLeft -= count;
    } else {
      readHeader();
    }
    return bodyLeft == 0;
  }

  boolean isOk() {
    return ok;
  }

  void close() throws IOException {
    channel.close();
  }

  private void readHeader() throws IOException {
    byte[] bytes = in.array();
    int length = in.position();
    int end = endOfHeader(bytes, length);
    if (end < 0) {
      if (!in.hasRemaining()) {
        throw new IOException("a header of more than " + HEADER_BYTES_MAX + " bytes");
      }
      return;
    }
    ok = true;
    for (int i = 0; i < OK.length; i++) {
      ok &= bytes[i] == OK[i];
    }
    bodyLeft = contentLength(bytes, end) - (length - end);
  }

  private static int endOfHeader(byte[] bytes, int length) {
    for (int i = 3; i < length; i++) {
      if (bytes[i] == '\n' && bytes[i - 2] == '\n') {
        return i + 1;
      }
    }
    return -1;
  }

  private static long contentLength(byte[] bytes, int end) throws IOException {
    for (int i = 0; i + 16 < end; i++) {
      // The 15th character decides nearly always, so the header is seldom looked at twice.
      if (bytes[i] == '\n' && bytes[i + 15] == ':' && isContentLength(bytes, i + 1)) {
        long value = 0;
        for (int at = i + 16; bytes[at] != '\r'; at++) {
          if (bytes[at] != ' ') {
            value = value * 10 + (bytes[at] - '0');
          }
        }
        return value;
      }
    }
    throw new IOException("a reply without Content-Length");
  }

  private static boolean isContentLength(byte[] bytes, int at) {
    return new String(bytes, at, 14, US_ASCII).toLowerCase(Locale.ROOT).equals("content-length");
  }
}
