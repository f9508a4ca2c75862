package dev.gumleaf.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A connection whose bytes the test writes itself. Nothing waits for longer than ten seconds. */
public final class RawClient implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;

  private RawClient(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /** One reply; header names are in lower case. */
  public record Reply(int status, Map<String, String> headers, String body) {
    public Reply {
      headers = Map.copyOf(headers);
    }

    public Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }
  }

  public static RawClient connect(int port) {
    try {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout(10_000);
      socket.setTcpNoDelay(true);
      return new RawClient(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public RawClient send(String bytes) {
    return send(bytes.getBytes(ISO_8859_1));
  }

  public RawClient send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Reads one whole reply to a request other than HEAD. */
  public Reply reply() {
    Reply head = head();
    try {
      int length = Integer.parseInt(head.header("content-length").orElse("0"));
      byte[] body = in.readNBytes(length);
      if (body.length < length) {
        throw new IOException("the reply was cut off");
      }
      return new Reply(head.status(), head.headers(), new String(body, ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a reply up to its empty line. */
  public Reply head() {
    try {
      String status = line();
      Map<String, String> headers = new TreeMap<>();
      for (String line = line(); !line.isEmpty(); line = line()) {
        int colon = line.indexOf(':');
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
      return new Reply(Integer.parseInt(status.substring(9, 12)), headers, "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("the connection was closed after: " + line);
      }
      line.append((char) next);
    }
    return line.toString().strip();
  }

  /** Reads one chunk of a chunked body; the last one is empty. */
  public String chunk() {
    try {
      int length = Integer.parseInt(line(), 16);
      String chunk = new String(in.readNBytes(length), ISO_8859_1);
      String _ = line();
      return chunk;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads until the server closes, and says how many bytes came until then. */
  public long readToEnd() {
    try {
      return in.transferTo(java.io.OutputStream.nullOutputStream());
    } catch (SocketException reset) {
      return -1;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until the server closes the connection, which sends nothing more. */
  public boolean isClosed() {
    return readToEnd() <= 0;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
