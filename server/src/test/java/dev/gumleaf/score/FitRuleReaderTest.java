package dev.gumleaf.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gumleaf.score.FitCondition.Between;
import dev.gumleaf.score.FitCondition.Known;
import dev.gumleaf.score.FitCondition.OneOf;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FitRuleReaderTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static List<FitRule> read(String rules) {
    try {
      return FitRuleReader.read(JSON.readTree(rules.replace('\'', '"')), "rules");
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void read_allKindsOfRules_areRulesAndTheSameTextAgain() {
    List<FitRule> rules =
        read(
            """
            [{'criterion':'size','attribute':'employeeCount','at_least':51,'less_than':250.5,
               'points':20},
             {'criterion':'size','attribute':'employee_count','at_least':1000,'points':-1.5},
             {'attribute':'revenue','less_than':1e6,'points':3},
             {'attribute':'industry','any_of':['Software',7372,true],'points':10},
             {'attribute':'country','is':'SE','points':1},
             {'attribute':'crm','is_set':true,'points':5}]
            """);
    assertThat(rules)
        .containsExactly(
            new FitRule("size", "employee_count", new Between(51, 250.5), 20),
            new FitRule(
                "size", "employee_count", new Between(1_000, Double.POSITIVE_INFINITY), -1.5),
            new FitRule("revenue", "revenue", new Between(Double.NEGATIVE_INFINITY, 1e6), 3),
            new FitRule("industry", "industry", new OneOf(Set.of("software", "7372", "true")), 10),
            new FitRule("country", "country", new OneOf(Set.of("se")), 1),
            new FitRule("crm", "crm", new Known(), 5));
    assertThat(read(FitRuleText.of(rules))).isEqualTo(rules);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          [] | rules is a list of 1 to 500 rules
          [7] | rules[0] is an object
          [{'attribute':'a','is':'b','points':0}] | rules needs points other than 0 somewhere
          [{'attribute':'a','is':'b'}] | rules[0].points is a number
          [{'attribute':'a','is':'b','points':'9'}] | rules[0].points is a number
          [{'attribute':'a','is':'b','points':1e999}] | rules[0].points is a number
          [{'is':'b','points':9}] | rules[0].attribute is a text that is not empty
          [{'attribute':' ','is':'b','points':9}] | rules[0].attribute has 1 to 200 characters and no NUL
          [{'attribute':'a','points':9}] | rules[0] asks for one of is, any_of, is_set, or a range by at_least and less_than
          [{'attribute':'a','is':'b','at_least':1,'points':9}] | rules[0] asks for one of is, any_of, is_set, or a range by at_least and less_than
          [{'attribute':'a','any_of':[],'points':9}] | rules[0].any_of is a list of 1 to 200 values
          [{'attribute':'a','is':['b'],'points':9}] | rules[0].is is a text, a number, true or false
          [{'attribute':'a','any_of':[[1]],'points':9}] | rules[0].any_of is a text, a number, true or false
          [{'attribute':'a','is_set':false,'points':9}] | rules[0].is_set is true
          [{'attribute':'a','at_least':5,'less_than':5,'points':9}] | rules[0] holds for no number: at_least is below less_than
          [{'attribute':'a','is':'b','points':9},{'attribute':'a','is':'b','point':9}] | rules[1] has no member point
          [{'attribute':'a','is':'b','points':1001}] | rules[0]: points of "a" are from -1000 to 1000, not 1001.0
          """)
  void read_whatIsNoRule_saysWhereAndWhy(String rules, String problem) {
    assertThatThrownBy(() -> read(rules))
        .isInstanceOfSatisfying(
            FitRuleException.class, e -> assertThat(e.problem()).isEqualTo(problem));
  }
}
