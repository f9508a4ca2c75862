package dev.gumleaf.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Rfc3339Test {
  private static final long SEED = 3339L;

  @ParameterizedTest
  @CsvSource({
    "2026-01-05T10:02:00Z,                  2026-01-05T10:02:00Z",
    "2026-01-05t10:02:00z,                  2026-01-05T10:02:00Z",
    "2026-01-05T10:02:00.5+05:30,           2026-01-05T04:32:00.500Z",
    "2026-01-05T10:02:00.1234567891234Z,    2026-01-05T10:02:00.123456789Z",
    "2026-01-05T10:02:00-00:00,             2026-01-05T10:02:00Z",
    "2026-01-05T00:00:00+23:59,             2026-01-04T00:01:00Z",
    "1998-12-31T23:59:60Z,                  1998-12-31T23:59:59Z",
    "1998-12-31T15:59:60.25-08:00,          1998-12-31T23:59:59.250Z",
    "0000-01-01T00:00:00Z,                  0000-01-01T00:00:00Z"
  })
  void parse_dateTime_isItsInstant(String text, Instant instant) {
    assertThat(Rfc3339.parse(text)).isEqualTo(instant);
  }

  @Test
  void parse_anyDateTimeOfTheJdk_isItsInstant() {
    Random random = new Random(SEED);
    for (int i = 0; i < 5_000; i++) {
      // 0001 to 9998, so that no offset leaves the four digits of a year.
      Instant instant =
          Instant.ofEpochSecond(
              random.nextLong(-62_104_060_800L, 253_370_764_800L), random.nextInt(1_000_000_000));
      ZoneOffset offset = ZoneOffset.ofTotalSeconds(60 * random.nextInt(-18 * 60, 18 * 60 + 1));
      String text = OffsetDateTime.ofInstant(instant, offset).toString();
      assertThat(Rfc3339.parse(withSeconds(text))).as("seed %d: %s", SEED, text).isEqualTo(instant);
    }
  }

  /** The JDK leaves out seconds that are zero; RFC 3339 does not. */
  private static String withSeconds(String text) {
    return text.matches(".*T..:..[Z+-].*")
        ? text.substring(0, 16) + ":00" + text.substring(16)
        : text;
  }
}
