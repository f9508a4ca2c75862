package dev.gumleaf.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Random;

/** Changes a few bytes of a body, more often to such that mean something in JSON. */
final class Mutations {
  private static final byte[] TELLING = "{}[]\",:\\0u19-+.eE \n\t\0tfn\ufeff".getBytes(UTF_8);

  private final Random random;

  Mutations(Random random) {
    this.random = random;
  }

  byte[] of(byte[] seed) {
    byte[] body = seed.clone();
    for (int i = random.nextInt(3); i >= 0; i--) {
      body = mutatedOnce(body);
    }
    return body;
  }

  private byte[] mutatedOnce(byte[] body) {
    int at = random.nextInt(body.length + 1);
    int to = Math.min(body.length, at + 1 + random.nextInt(8));
    return switch (random.nextInt(6)) {
      case 0 -> joined(body, at, new byte[] {telling()}, at);
      case 1 -> joined(body, at, new byte[] {(byte) random.nextInt()}, at);
      case 2 -> joined(body, at, new byte[0], to);
      case 3 -> joined(body, at, new byte[] {telling()}, to);
      case 4 -> joined(body, at, Arrays.copyOfRange(body, at, to), at);
      default -> at == body.length ? body : flipped(body, at);
    };
  }

  private byte telling() {
    return TELLING[random.nextInt(TELLING.length)];
  }

  private byte[] flipped(byte[] body, int at) {
    byte[] flipped = body.clone();
    flipped[at] ^= (byte) (1 << random.nextInt(8));
    return flipped;
  }

  private static byte[] joined(byte[] body, int end, byte[] middle, int start) {
    byte[] joined = new byte[end + middle.length + body.length - start];
    System.arraycopy(body, 0, joined, 0, end);
    System.arraycopy(middle, 0, joined, end, middle.length);
    System.arraycopy(body, start, joined, end + middle.length, body.length - start);
    return joined;
  }
}
