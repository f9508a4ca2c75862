package dev.gumleaf.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.score.Firmographic.Quantity;
import dev.gumleaf.score.Firmographic.Words;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FitSurveyTest {
  private static List<String> buckets(FitSurvey survey) {
    return survey.buckets().stream()
        .map(each -> each.condition().describe(each.attribute()) + (each.alone() ? " alone" : ""))
        .toList();
  }

  @Test
  void buckets_ofNumbers_areAboutEqualRangesThatCanBeRead() {
    FitSurvey survey = new FitSurvey();
    for (int i = 1; i <= 1_000; i++) {
      survey.add(Map.of("employees", new Quantity(i * 1.01)));
    }
    assertThat(buckets(survey))
        .containsExactly(
            "employees below 200",
            "employees from 200 to below 410",
            "employees from 410 to below 610",
            "employees from 610 to below 810",
            "employees from 810");
  }

  @Test
  void buckets_ofYears_areToldApart() {
    FitSurvey survey = new FitSurvey();
    for (int i = 0; i < 50; i++) {
      survey.add(Map.of("founded", new Quantity(1975 + i)));
    }
    assertThat(buckets(survey))
        .containsExactly(
            "founded below 1985",
            "founded from 1985 to below 1995",
            "founded from 1995 to below 2005",
            "founded from 2005 to below 2015",
            "founded from 2015");
  }

  @Test
  void buckets_ofWords_areThoseSeveralCompaniesShareAndTheRest() {
    FitSurvey survey = new FitSurvey();
    for (int i = 0; i < 30; i++) {
      survey.add(
          Map.of(
              "industry", new Words(Set.of(i < 15 ? "Software" : i < 25 ? "Media" : "other" + i)),
              "name", new Words(Set.of("company " + i)),
              "country", new Words(Set.of("se"))));
    }
    assertThat(buckets(survey))
        .containsExactly("industry is software", "industry is media", "industry is known");
  }

  @Test
  void buckets_ofLists_areEachAlone() {
    FitSurvey survey = new FitSurvey();
    for (int i = 0; i < 20; i++) {
      survey.add(Map.of("tech", new Words(i < 10 ? Set.of("react", "segment") : Set.of("react"))));
    }
    assertThat(buckets(survey)).containsExactly("tech is react alone", "tech is segment alone");
  }

  @Test
  void buckets_fewOrAllAlike_areNone() {
    FitSurvey survey = new FitSurvey();
    for (int i = 0; i < 100; i++) {
      survey.add(Map.of("same", new Quantity(7)));
    }
    for (int i = 0; i < 10; i++) {
      survey.add(Map.of("few", new Quantity(i)));
    }
    assertThat(survey.buckets()).isEmpty();
  }
}
