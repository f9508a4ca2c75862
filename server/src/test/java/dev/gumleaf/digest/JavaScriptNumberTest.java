package dev.gumleaf.digest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavaScriptNumberTest {
  /** What node prints for {@code String(JSON.parse(literal))}. */
  @ParameterizedTest
  @CsvSource({
    "0,                       0",
    "-0,                      0",
    "-0.0,                    0",
    "5,                       5",
    "5.0,                     5",
    "50e-1,                   5",
    "1E+2,                    100",
    "0.10,                    0.1",
    "-12.50,                  -12.5",
    "2024,                    2024",
    "4294967296,              4294967296",
    "9007199254740993,        9007199254740992",
    "999999999999999999,      1000000000000000000",
    "1152921504606846976,     1152921504606847000",
    "123456789012345680000,   123456789012345680000",
    "1e20,                    100000000000000000000",
    "1e21,                    1e+21",
    "1.5e300,                 1.5e+300",
    "-1.25e22,                -1.25e+22",
    "0.000001,                0.000001",
    "0.0000001,               1e-7",
    "-0.00000123,             -0.00000123",
    "-0.000000123,            -1.23e-7",
    "0.1234567890123456789,   0.12345678901234568",
    "1e9999,                  Infinity",
    "-1e9999,                 -Infinity",
    "1e-9999,                 0"
  })
  void text_number_isAsJavaScriptPrintsIt(String literal, String text) {
    assertThat(JavaScriptNumber.of(literal).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0,            0",
    "12,           12",
    "12.9,         12",
    "0.75,         0",
    "4294000000,   4294000000",
    "4294000001,   4294000000",
    "3e12,         4294000000",
    "1e9999,       4294000000"
  })
  void count_number_isWholeAndNotTooLarge(String literal, long count) {
    assertThat(JavaScriptNumber.of(literal).isCount()).isTrue();
    assertThat(JavaScriptNumber.of(literal).count()).isEqualTo(count);
  }

  @ParameterizedTest
  @CsvSource({"-1", "-0.5", "-1e9999"})
  void isCount_negative_isNone(String literal) {
    assertThat(JavaScriptNumber.of(literal).isCount()).isFalse();
  }
}
