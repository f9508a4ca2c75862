package dev.gumleaf.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataSizeTest {
  @ParameterizedTest
  @CsvSource({
    "0B, 0, 0B",
    "1000B, 1000, 1000B",
    "1024B, 1024, 1KiB",
    "16KiB, 16384, 16KiB",
    "64 mib, 67108864, 64MiB",
    "2048GiB, 2199023255552, 2048GiB",
  })
  void parse_goodText_givesBytes(String text, long bytes, String shown) {
    assertThat(DataSize.parse(text)).isEqualTo(new DataSize(bytes));
    assertThat(DataSize.parse(text)).hasToString(shown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "1MB", "-1B", "1.5MiB", "999999999999999GiB"})
  void parse_otherText_isRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> DataSize.parse(text));
  }
}
