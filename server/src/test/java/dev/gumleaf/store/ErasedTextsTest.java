package dev.gumleaf.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErasedTextsTest {
  private static final ErasedTexts ANN =
      new ErasedTexts(List.of("ann@acme.test", "Ann \"A\" Müller", "4915112345"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ann@acme.test | [erased]",
        "to ANN@Acme.TEST, please | to [erased], please",
        "ann@acme.testann@acme.test | [erased][erased]",
        "mailto:ann%40acme.test?x=%6Ann | mailto:[erased]?x=%6Ann",
        "%41nn%40acme%2Etest | [erased]",
        "ann\\u0040acme.test | [erased]",
        "\\u0061nn\\u0040ACME.test\\n | [erased]\\n",
        "Ann \\\"A\\\" M\\u00fcller | [erased]",
        "ANN%20%22A%22%20M%C3%BCller! | [erased]!",
        "joann@acme.test | jo[erased]",
      })
  void redact_howeverItIsWritten_erases(String text, String expected) {
    assertThat(ANN.redact(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "an",
        "ann@acme.tes",
        "bob@acme.test",
        "ann%4",
        "100%",
        "a\\",
        "\\u00",
        "%E9%",
        "ann@acme,test",
        "Ann \"A\" MÜller",
      })
  void redact_otherText_givesTheSameObject(String text) {
    assertThat(ANN.redact(text)).isSameAs(text);
    assertThat(ANN.redactJson(text)).isSameAs(text);
  }

  @Test
  void redact_textsThatBeginAlike_takesTheLongest() {
    ErasedTexts texts = new ErasedTexts(List.of("ann", "ann@acme.test", "ann@acme"));
    assertThat(texts.redact("ann@acme.test ann@acme ann")).isEqualTo("[erased] [erased] [erased]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "\"ann@acme.test\" | \"[erased]\"",
        "{\"a\":\"x ann@acme.test\",\"ann\\u0040acme.test\":[1,\"\\\"\"]} "
            + "| {\"a\":\"x [erased]\",\"[erased]\":[1,\"\\\"\"]}",
        "{\"phone\":4915112345,\"next\":4915112346} | {\"phone\":\"[erased]\",\"next\":4915112346}",
        "[+4915112345000] | [\"[erased]\"]",
        "4915112345 | \"[erased]\"",
        "{\"name\":\"Ann \\\"A\\\" Müller\"} | {\"name\":\"[erased]\"}",
        "\"Ann \\\"A\\\" Müller | \"[erased]",
      })
  void redactJson_howeverItIsWritten_erasesAndStaysJson(String json, String expected) {
    assertThat(ANN.redactJson(json)).isEqualTo(expected);
  }

  @Test
  void redact_textWithTheMark_isNotTouchedAgain() {
    String once = ANN.redact("ann@acme.test");
    assertThat(ANN.redact(once)).isSameAs(once);
    assertThat(ErasedTexts.isErasedIn("x " + once)).isTrue();
    assertThat(ErasedTexts.isErasedIn("x")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ab", "erased", "SED]"})
  void new_textTooShortOrPartOfTheMark_isRefused(String text) {
    assertThatThrownBy(() -> new ErasedTexts(List.of(text)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Random JSON with the texts in it, written by a library, with escapes where it pleases. */
  @Test
  void redactJson_anyValidJson_isValidAndHoldsNoneOfThem() throws Exception {
    Random random = new Random(7);
    JsonMapper json = JsonMapper.builder().build();
    ErasedTexts texts = new ErasedTexts(List.of("ann@acme.test", "a\"b\\c", "77777"));
    for (int i = 0; i < 2_000; i++) {
      String text = value(random, 3);
      String redacted = texts.redactJson(text);
      String read = json.readTree(redacted).toString().toLowerCase(Locale.ROOT);
      assertThat(read).as(text).doesNotContain("ann@acme.test", "a\\\"b\\\\c", "77777");
      assertThat(texts.redactJson(redacted)).isSameAs(redacted);
    }
  }

  private static String value(Random random, int depth) {
    return switch (random.nextInt(depth == 0 ? 3 : 5)) {
      case 0 -> string(random);
      case 1 -> String.valueOf(random.nextInt(3) == 0 ? 1_777_770L : random.nextInt());
      case 2 -> List.of("true", "null", "-1.5e+3", "77777").get(random.nextInt(4));
      case 3 -> "[%s , %s]".formatted(value(random, depth - 1), value(random, depth - 1));
      default -> "{%s: %s}".formatted(string(random), value(random, depth - 1));
    };
  }

  private static String string(Random random) {
    StringBuilder out = new StringBuilder("\"");
    for (int parts = random.nextInt(4); parts > 0; parts--) {
      String part =
          List.of("ann@acme.test", "a\"b\\c", "77777", "x", "\\", "ünd", "%41")
              .get(random.nextInt(7));
      for (int i = 0; i < part.length(); i++) {
        char c = part.charAt(i);
        if (random.nextInt(4) == 0) {
          out.append("\\u%04X".formatted((int) c));
        } else if (c == '"' || c == '\\') {
          out.append('\\').append(c);
        } else {
          out.append(random.nextBoolean() ? Character.toUpperCase(c) : c);
        }
      }
    }
    return out.append('"').toString();
  }
}
