package dev.gumleaf.crash;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients that send batches as fast as they are answered, each over a connection of its own, and
 * note in the ledger what was acknowledged. A broken connection is made again, as after a crash.
 */
final class LoadClients implements AutoCloseable {
  /** Few accounts, so that reading everything back is quick. */
  static final int DOMAINS = 20;

  private static final Duration RECONNECT_AFTER = Duration.ofMillis(10);

  private final Ledger ledger;
  private final int port;
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean closed;

  private LoadClients(Ledger ledger, int port) {
    this.ledger = ledger;
    this.port = port;
  }

  static LoadClients start(int clients, Ledger ledger, int port) {
    LoadClients load = new LoadClients(ledger, port);
    for (int i = 0; i < clients; i++) {
      load.threads.add(Thread.ofPlatform().name("client-" + i).start(load::run));
    }
    return load;
  }

  static String domain(long batch) {
    return "d" + batch % DOMAINS + ".test";
  }

  private void run() {
    while (!closed) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket.setSoTimeout(10_000);
        socket.setTcpNoDelay(true);
        InputStream replies = new BufferedInputStream(socket.getInputStream());
        while (!closed) {
          long batch = ledger.nextBatch();
          socket.getOutputStream().write(request(batch));
          if (readStatus(replies) == 200) {
            ledger.acknowledge(batch);
          }
        }
      } catch (IOException down) {
        LockSupport.parkNanos(RECONNECT_AFTER.toNanos());
      }
    }
  }

  private static byte[] request(long batch) {
    StringBuilder body = new StringBuilder("{\"domain\":\"" + domain(batch) + "\",\"events\":[");
    for (int event = 0; event < Ledger.EVENTS_PER_BATCH; event++) {
      body.append(event == 0 ? "" : ",")
          .append("{\"type\":\"track\",\"event\":\"Sent\",\"message_id\":\"")
          .append(Ledger.messageId(batch, event))
          .append("\",\"properties\":{\"again\":\"")
          .append(Ledger.messageId(batch, event))
          .append("\"}}");
    }
    body.append("]}");
    return """
    POST /web/projects/%s/accounts/batch HTTP/1.1\r
    Host: localhost\r
    User-Agent: crash-test\r
    Content-Type: application/json\r
    Content-Length: %d\r
    \r
    %s\
    """
        .formatted(ServerProcess.PUBLIC_KEY, body.length(), body)
        .getBytes(US_ASCII);
  }

  /** Reads one whole reply. */
  private static int readStatus(InputStream replies) throws IOException {
    String head = readHead(replies);
    int status = Integer.parseInt(head.substring(9, 12));
    int at = head.toLowerCase(java.util.Locale.ROOT).indexOf("content-length:");
    if (at < 0) {
      throw new IOException("a reply without a length: " + head);
    }
    int end = head.indexOf('\r', at);
    int length = Integer.parseInt(head.substring(at + "content-length:".length(), end).trim());
    if (replies.readNBytes(length).length < length) {
      throw new IOException("the reply was cut off");
    }
    return status;
  }

  private static String readHead(InputStream replies) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.length() < 4 || head.lastIndexOf("\r\n\r\n") != head.length() - 4) {
      int next = replies.read();
      if (next < 0) {
        throw new IOException("the connection was closed");
      }
      head.append((char) next);
    }
    return head.toString();
  }

  @Override
  public void close() {
    closed = true;
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
