package dev.gumleaf.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyDecoderTest {
  private static final int LIMIT = 1 << 20;
  private static final byte[] PLAIN = "{\"domain\":\"a.test\"}".getBytes(US_ASCII);

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "x-gzip", " GZip "})
  void decode_gzipByEachOfItsNames_isInflated(String encoding) {
    assertThat(BodyDecoder.decode(gzip(PLAIN), encoding, LIMIT)).isEqualTo(PLAIN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "identity", "Identity"})
  void decode_noEncoding_isTheBody(String encoding) {
    assertThat(BodyDecoder.decode(PLAIN, encoding, LIMIT)).isEqualTo(PLAIN);
    assertThat(BodyDecoder.decode(PLAIN, null, LIMIT)).isEqualTo(PLAIN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "zstd", "deflate", "gzip, gzip", "identity, gzip", "*"})
  void decode_otherEncoding_isUnsupported(String encoding) {
    assertRefused(gzip(PLAIN), encoding, ErrorCode.UNSUPPORTED_ENCODING);
  }

  @Test
  void decode_membersOneAfterTheOther_areOneBody() {
    byte[] two =
        joined(gzip(Arrays.copyOf(PLAIN, 5)), gzip(Arrays.copyOfRange(PLAIN, 5, PLAIN.length)));
    assertThat(BodyDecoder.decode(two, "gzip", LIMIT)).isEqualTo(PLAIN);
    assertThat(BodyDecoder.decode(joined(two, gzip(new byte[0])), "gzip", LIMIT)).isEqualTo(PLAIN);
  }

  @Test
  void decode_bytesBehindTheMembers_areNotPassedOver() {
    byte[] whole = gzip(PLAIN);
    for (int extra = 1; extra <= 40; extra++) {
      assertRefused(joined(whole, new byte[extra]), "gzip", ErrorCode.BAD_ENCODING);
      byte[] begunMember = Arrays.copyOf(whole, Math.min(extra, whole.length - 1));
      assertRefused(joined(whole, begunMember), "gzip", ErrorCode.BAD_ENCODING);
    }
  }

  @Test
  void decode_truncatedAnywhere_isRefused() {
    byte[] whole = gzip(PLAIN);
    for (int length = 0; length < whole.length; length++) {
      assertRefused(Arrays.copyOf(whole, length), "gzip", ErrorCode.BAD_ENCODING);
    }
  }

  @Test
  void decode_wrongChecksum_isRefused() {
    byte[] whole = gzip(PLAIN);
    whole[whole.length - 8] ^= 1;
    assertRefused(whole, "gzip", ErrorCode.BAD_ENCODING);
  }

  @Test
  void decode_upToTheLimit_isInflatedAndOneMoreIsNot() {
    assertThat(BodyDecoder.decode(gzip(new byte[LIMIT]), "gzip", LIMIT)).hasSize(LIMIT);
    assertRefused(gzip(new byte[LIMIT + 1]), "gzip", ErrorCode.PAYLOAD_TOO_LARGE);
    byte[] members = joined(gzip(new byte[LIMIT]), gzip(new byte[1]));
    assertRefused(members, "gzip", ErrorCode.PAYLOAD_TOO_LARGE);
  }

  @Test
  void decode_bombOfThousandToOne_isStoppedWhileInflating() {
    byte[] bomb = gzip(new byte[256 << 20]);
    assertThat((256 << 20) / bomb.length).isGreaterThan(900);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    assertRefused(bomb, "gzip", ErrorCode.PAYLOAD_TOO_LARGE);
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(8L * LIMIT);
  }

  private static void assertRefused(byte[] body, String encoding, ErrorCode code) {
    assertThatThrownBy(() -> BodyDecoder.decode(body, encoding, LIMIT))
        .isInstanceOfSatisfying(
            ApiException.class, error -> assertThat(error.code()).isEqualTo(code));
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
