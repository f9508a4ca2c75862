package dev.gumleaf.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;

/**
 * Makes requests: one event is about 354 bytes of body, thirty are about 6.4 KB. Message ids are
 * unique but for one in a hundred, which is sent again; the account is one of 100,000 by a power
 * law.
 */
final class Bodies {
  private static final int ACCOUNTS = 100_000;
  private static final int REPEATED_PERCENT = 1;

  private final Random random;
  private final String run;
  private final int events;
  private final String head;
  private final double[] cumulated = new double[ACCOUNTS];
  private long next;

  /**
   * Requests of one kind.
   *
   * @param run part of every message id, so that two runs on one server do not repeat each other
   */
  Bodies(String path, String run, int events, long seed) {
    this.random = new Random(seed);
    this.run = run;
    this.events = events;
    this.head =
        "POST "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nUser-Agent: bench/1\r\n"
            + "Content-Type: application/json\r\nContent-Length: ";
    double sum = 0;
    for (int i = 0; i < ACCOUNTS; i++) {
      sum += 1.0 / (i + 1);
      cumulated[i] = sum;
    }
  }

  ByteBuffer request() {
    StringBuilder body = new StringBuilder(300 + 220 * events);
    body.append("{\"domain\":\"a").append(account()).append(".test\",\"events\":[");
    for (int i = 0; i < events; i++) {
      body.append(i == 0 ? "" : ",");
      appendEvent(body);
    }
    if (events == 1) {
      body.append(
          "],\"context\":{\"library\":{\"name\":\"bench\",\"version\":\"1.0.0\"},\"region\":\"eu-west\"}}");
    } else {
      body.append("]}");
    }
    String request = head + body.length() + "\r\n\r\n" + body;
    return ByteBuffer.wrap(request.getBytes(US_ASCII));
  }

  private void appendEvent(StringBuilder body) {
    boolean repeated = next > 0 && random.nextInt(100) < REPEATED_PERCENT;
    long number = repeated ? random.nextLong(next) : next++;
    body.append("{\"message_id\":\"")
        .append(run)
        .append("-4a1c-8b2e-")
        .append(String.format("%012d", number))
        .append(
            "\",\"type\":\"track\",\"event\":\"Workspace"
                + " Created\",\"properties\":{\"workspace_id\":\"")
        .append(number % 1_000)
        .append("\",\"plan\":\"team\",\"seats\":12},\"sent_at\":\"2026-01-05T10:")
        .append(String.format("%02d:%02d", number / 60 % 60, number % 60))
        .append(".000Z\"}");
  }

  private int account() {
    int found = Arrays.binarySearch(cumulated, random.nextDouble() * cumulated[ACCOUNTS - 1]);
    return found < 0 ? -found - 1 : found;
  }

  int events() {
    return events;
  }
}
