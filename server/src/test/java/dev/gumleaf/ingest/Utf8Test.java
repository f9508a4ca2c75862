package dev.gumleaf.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8Test {
  private static final long SEED = 3629L;

  @Test
  void findInvalid_randomBytes_agreesWithTheJdk() {
    Random random = new Random(SEED);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = text(random).getBytes(UTF_8);
      for (int changes = random.nextInt(3); changes > 0; changes--) {
        bytes[random.nextInt(bytes.length)] = (byte) (random.nextInt(255) + 1);
      }
      assertThat(Utf8.findInvalid(bytes)).as("seed %d, case %d", SEED, i).isEqualTo(byJdk(bytes));
    }
  }

  @Test
  void findInvalid_nulAnywhere_isFound() {
    for (int length = 1; length < 40; length++) {
      byte[] bytes = "a".repeat(length).getBytes(UTF_8);
      bytes[length / 2] = 0;
      assertThat(Utf8.findInvalid(bytes)).isEqualTo(length / 2);
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder("start");
    for (int i = random.nextInt(30); i > 0; i--) {
      int bits = random.nextInt(22);
      int character = random.nextInt(1 << bits) + 1;
      boolean valid = character <= 0x10ffff && (character < 0xd800 || character > 0xdfff);
      text.appendCodePoint(valid ? character : 'x');
    }
    return text.toString();
  }

  private static int byJdk(byte[] bytes) {
    CharsetDecoder decoder =
        UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CoderResult result = decoder.decode(in, CharBuffer.allocate(bytes.length + 1), true);
    return result.isError() ? in.position() : -1;
  }
}
