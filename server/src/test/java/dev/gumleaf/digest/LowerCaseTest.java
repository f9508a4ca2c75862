package dev.gumleaf.digest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LowerCaseTest {
  /** What node answers to {@code toLowerCase()}. */
  @ParameterizedTest
  @CsvSource({
    "Company.Tags.[]:B2B,   company.tags.[]:b2b",
    "ÉŽÜẞ,                  éžüß",
    "İstanbul,              i\u0307stanbul",
    "ΟΔΥΣΣΕΥΣ,              οδυσσευς",
    "ΟΔΥΣΣΕΥΣ Α.Ε.,         οδυσσευς α.ε.",
    "ΟΜΙΛΟΣ3,               ομιλος3",
    "Σ,                     σ",
    "3Σ,                    3σ",
    "name:Σ,                name:ς",
    "name:ΣΑΣ,              name:σας",
    "ΑΣ.Β,                  ασ.β",
    "ΑΣ. Β,                 ας. β",
    "ΑΣ\u0301,              ας\u0301",
    "Α\u0301Σ,              α\u0301ς",
    "ΑΣ\ud835\udc9c,        ασ\ud835\udc9c",
    "\ud835\udc9cΣ,         \ud835\udc9cς",
    "ΑΣ日,                   ας日"
  })
  void of_text_isAsJavaScriptHasIt(String text, String lower) {
    assertThat(LowerCase.of(text)).isEqualTo(lower);
  }
}
