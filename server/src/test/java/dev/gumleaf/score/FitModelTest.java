package dev.gumleaf.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gumleaf.model.Fit;
import dev.gumleaf.model.FitPart;
import dev.gumleaf.model.Grade;
import dev.gumleaf.model.TraitValue;
import dev.gumleaf.score.Firmographic.Quantity;
import dev.gumleaf.score.Firmographic.Words;
import dev.gumleaf.score.FitCondition.Between;
import dev.gumleaf.score.FitCondition.Known;
import dev.gumleaf.score.FitCondition.OneOf;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FitModelTest {
  private static final FitModel MODEL =
      new FitModel(
          3,
          List.of(
              new FitRule("industry", "industry", new OneOf(Set.of("Software", "games")), 20),
              new FitRule("industry", "industry", new OneOf(Set.of("government")), -10),
              new FitRule("size", "employees", new Between(51, 251), 10),
              new FitRule("size", "employees", new Between(251, Double.POSITIVE_INFINITY), 30),
              new FitRule("tools", "tech", new OneOf(Set.of("segment")), 5)));

  private static Words words(String... words) {
    return new Words(Set.of(words));
  }

  private static int number(Map<String, Firmographic> facts) {
    return MODEL.fit(facts).map(Fit::number).orElseThrow();
  }

  @Test
  void fit_bestAndWorst_areHundredAndOne() {
    assertThat(
            number(
                Map.of(
                    "industry", words("SOFTWARE"),
                    "employees", new Quantity(251),
                    "tech", words("react", "Segment"))))
        .isEqualTo(100);
    assertThat(number(Map.of("industry", words("Government")))).isEqualTo(1);
  }

  @Test
  void fit_inBetween_isExplainedByItsParts() {
    Fit fit =
        MODEL
            .fit(Map.of("industry", words("games"), "employees", new Quantity(250.5)))
            .orElseThrow();
    assertThat(fit.parts())
        .containsExactly(
            new FitPart("industry", "industry is games or software", 20),
            new FitPart("size", "employees from 51 to below 251", 10));
    assertThat(fit.points()).isEqualTo(30);
    assertThat(fit.parts().stream().mapToDouble(FitPart::points).sum()).isEqualTo(fit.points());
    assertThat(fit.number()).isEqualTo(1 + Math.round(99 * 40 / 65.0));
    assertThat(fit.version()).isEqualTo(3);
    assertThat(MODEL.lowest()).isEqualTo(-10);
    assertThat(MODEL.highest()).isEqualTo(55);
  }

  @Test
  void fit_nothingKnown_isNothing() {
    assertThat(MODEL.fit(Map.of())).isEmpty();
    assertThat(MODEL.fit(Map.of("country", words("se")))).isEmpty();
    assertThat(MODEL.fit(Map.of("industry", words("farming")))).isPresent();
  }

  @Test
  void fit_rulesOfOneCriterion_countOnce() {
    FitModel model =
        new FitModel(
            1,
            List.of(
                new FitRule("size", "employees", new Between(1_000, 9_999), 30),
                new FitRule("size", "employees", new Known(), 10)));
    assertThat(model.fit(Map.of("employees", new Quantity(2_000))).orElseThrow().points())
        .isEqualTo(30);
    Fit small = model.fit(Map.of("employees", new Quantity(3))).orElseThrow();
    assertThat(small.points()).isEqualTo(10);
    assertThat(small.parts().getFirst().rule()).isEqualTo("employees is known");
  }

  @Test
  void between_words_doNotHold() {
    assertThat(new Between(0, 10).holds(words("5"))).isFalse();
    assertThat(new OneOf(Set.of("5")).holds(new Quantity(5))).isTrue();
    assertThat(new OneOf(Set.of("5")).holds(new Quantity(5.5))).isFalse();
    assertThat(new Between(0, 10).holds(new Quantity(10))).isFalse();
    assertThat(new Between(Double.NEGATIVE_INFINITY, 10).describe("age")).isEqualTo("age below 10");
    assertThat(new Between(0.5, Double.POSITIVE_INFINITY).describe("age"))
        .isEqualTo("age from 0.5");
  }

  @Test
  void firmographic_traits_areWordsAndQuantities() {
    assertThat(Firmographic.of(new TraitValue.Text("Software"))).contains(words("software"));
    assertThat(Firmographic.of(new TraitValue.Flag(true))).contains(words("true"));
    assertThat(Firmographic.of(new TraitValue.Numeric("250"))).contains(new Quantity(250));
    assertThat(Firmographic.of(new TraitValue.Numeric("1e9999"))).isEmpty();
    assertThat(Firmographic.of(new TraitValue.Text(" 250.5 "))).contains(new Quantity(250.5));
    assertThat(Firmographic.of(new TraitValue.Text("0250"))).contains(words("0250"));
    assertThat(Firmographic.of(new TraitValue.Text(" "))).isEmpty();
    assertThat(Firmographic.of(new TraitValue.Composite("[\"React\",1,null,[2],\" \"]")))
        .contains(words("react", "1"));
    assertThat(Firmographic.of(new TraitValue.Composite("[]"))).isEmpty();
    assertThat(Firmographic.of(new TraitValue.Composite("{\"a\":1}"))).isEmpty();
    assertThat(Firmographic.of(TraitValue.DELETED)).isEmpty();
  }

  @Test
  void model_whatIsWrong_isSaid() {
    FitRule nothing = new FitRule("a", "a", new Known(), 0);
    assertThatThrownBy(() -> new FitModel(1, List.of())).hasMessageContaining("are 1 to 500");
    assertThatThrownBy(() -> new FitModel(1, List.of(nothing)))
        .hasMessageContaining("other than 0");
    assertThatThrownBy(() -> new FitModel(0, List.of(nothing))).hasMessageContaining("version");
    assertThatThrownBy(() -> new FitRule("a", "a", new Known(), 1_001))
        .hasMessageContaining("from -1000 to 1000");
    assertThatThrownBy(() -> new FitRule("", "a", new Known(), 1))
        .hasMessageContaining("names its");
    assertThatThrownBy(() -> new Between(3, 3)).hasMessageContaining("begins before it ends");
    assertThatThrownBy(() -> new OneOf(Set.of())).hasMessageContaining("at least one");
  }

  @Test
  void grade_differentNumbers_areQuarters() {
    Map<Integer, Long> counts = new HashMap<>();
    IntStream.rangeClosed(1, 80).forEach(number -> counts.put(number, 1L));
    FitDistribution workspace = new FitDistribution(counts);
    assertThat(workspace.grade(80)).isEqualTo(Grade.A);
    assertThat(workspace.grade(61)).isEqualTo(Grade.A);
    assertThat(workspace.grade(60)).isEqualTo(Grade.B);
    assertThat(workspace.grade(41)).isEqualTo(Grade.B);
    assertThat(workspace.grade(40)).isEqualTo(Grade.C);
    assertThat(workspace.grade(20)).isEqualTo(Grade.D);
    assertThat(workspace.percentile(80)).isEqualTo(79.5 / 80);
    assertThat(workspace.from(Grade.A)).isEqualTo(61);
    assertThat(workspace.from(Grade.B)).isEqualTo(41);
    assertThat(workspace.from(Grade.D)).isEqualTo(1);
    assertThat(workspace.accounts()).isEqualTo(80);
  }

  @Test
  void grade_manyAlike_areInTheMiddleOfTheirPlaces() {
    FitDistribution alike = new FitDistribution(Map.of(40, 10L));
    assertThat(alike.grade(40)).isEqualTo(Grade.B);
    assertThat(alike.from(Grade.A)).isEqualTo(41);
    assertThat(new FitDistribution(Map.of(100, 10L)).from(Grade.A)).isEqualTo(101);
    FitDistribution mostlyLowest = new FitDistribution(Map.of(1, 80L, 90, 20L));
    assertThat(mostlyLowest.grade(1)).isEqualTo(Grade.C);
    assertThat(mostlyLowest.grade(90)).isEqualTo(Grade.A);
    assertThat(new FitDistribution(Map.of()).percentile(5)).isEqualTo(0.5);
  }
}
