package dev.gumleaf.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
  @ParameterizedTest
  @CsvSource({"0, 0", "1767607200000, 42", "-1, 7", "-9223372036854775808, 9223372036854775807"})
  void decode_encoded_isTheSame(long value, long key) {
    Cursor cursor = new Cursor(value, key);
    assertThat(Cursor.decode(cursor.encode())).contains(cursor);
    assertThat(cursor.encode()).as("goes into a URL as it is").matches("[A-Za-z0-9_-]+");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "1", "1.", ".1", "1.2.3", "01.2", "+1.2", "1.2 ", "a.b", "1,2", "1.1e3"})
  void decode_otherText_isEmpty(String plain) {
    String encoded =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
    assertThat(Cursor.decode(encoded)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"not base64!", "MS4y=", "MS4y==", "9223372036854775808.1", "é"})
  void decode_whatIsNotOurEncoding_isEmpty(String text) {
    assertThat(Cursor.decode(text)).isEmpty();
  }

  @Test
  void page_rowBehindTheLimit_meansThatThereIsMore() {
    assertThat(page(List.of(), 2)).isEqualTo(new Page<>(List.of(), Optional.empty()));
    assertThat(page(List.of(1L, 2L), 2)).isEqualTo(new Page<>(List.of(1L, 2L), Optional.empty()));
    assertThat(page(List.of(1L, 2L, 3L), 2))
        .as("continues behind the last item that is shown")
        .isEqualTo(new Page<>(List.of(1L, 2L), Optional.of(new Cursor(0, 2))));
  }

  private static Page<Long> page(List<Long> rows, int limit) {
    return Page.of(rows, limit, row -> new Cursor(0, row));
  }
}
