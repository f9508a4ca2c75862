package dev.gumleaf.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gumleaf.model.TraitValue;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules as people write them. */
class RuleReaderTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static SignalRule read(String json) {
    try {
      return RuleReader.read(JSON.readTree(json.replace('\'', '"')));
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Test
  void read_eachKind_isThatRule() {
    assertThat(read("{'kind':'page_view','active_seconds':1.5}"))
        .isEqualTo(new SignalRule.PageView(Condition.ALWAYS, 1_500));
    assertThat(read("{'kind':'form','work_email':true}"))
        .isEqualTo(new SignalRule.Form(Condition.ALWAYS, true));
    assertThat(read("{'kind':'event','event':'Seat Added'}"))
        .isEqualTo(new SignalRule.Event("Seat Added", Condition.ALWAYS));
    assertThat(read("{'kind':'session_time','active_minutes':10}"))
        .isEqualTo(new SignalRule.SessionTime(600_000));
    assertThat(read("{'kind':'visitor_trait','trait':'jobTitle','change':{'changes':true}}"))
        .hasToString("VisitorTrait[trait=TraitName[value=job_title], change=Changes[]]");
    assertThat(
            read(
                "{'kind':'account_trait','trait':'seats','groups':true,"
                    + "'change':{'increases_by':5}}"))
        .isInstanceOfSatisfying(
            SignalRule.AccountTrait.class,
            rule ->
                assertThat(rule.change()).isEqualTo(new TraitChange.Increases(new BigDecimal(5))));
  }

  @Test
  void suggestions_allOfThem_canBeRead() {
    assertThat(SuggestedSignal.ALL)
        .isNotEmpty()
        .allSatisfy(suggested -> assertThat(read(suggested.rule())).isNotNull());
  }

  @Test
  void read_groupsInsideEachOther_holdAsTheySay() {
    SignalRule.Event rule =
        (SignalRule.Event)
            read(
                """
                {'kind':'event','event':'E','when':{'all':[
                  {'any':[{'field':'plan','any_of':['pro','team']},{'field':'seats','at_least':10}]},
                  {'not':{'field':'test','is':true}}]}}
                """);
    TraitValue pro = new TraitValue.Text("Pro");
    assertThat(rule.isSetOffBy("E", Map.of("plan", pro)::get)).isTrue();
    assertThat(rule.isSetOffBy("F", Map.of("plan", pro)::get)).isFalse();
    assertThat(rule.isSetOffBy("E", Map.of("plan", pro, "test", new TraitValue.Flag(true))::get))
        .isFalse();
    assertThat(rule.isSetOffBy("E", Map.of("seats", new TraitValue.Numeric("10.0"))::get)).isTrue();
    assertThat(rule.isSetOffBy("E", Map.<String, TraitValue>of()::get)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          []                                                   | rule is an object
          {}                                                   | rule.kind is a text
          {'kind':'other'}                                     | rule.kind is page_view, form
          {'kind':'form','wen':{}}                             | rule has no member wen
          {'kind':'form','work_email':1}                       | rule.work_email is true or false
          {'kind':'page_view','active_seconds':-1}             | rule.active_seconds is a number
          {'kind':'page_view','active_seconds':1e99}           | rule.active_seconds is at most
          {'kind':'session_time'}                              | rule.active_minutes is a number
          {'kind':'session_time','active_minutes':0}           | rule.active_minutes is more than 0
          {'kind':'event','event':' '}                         | rule.event is a text
          {'kind':'event','event':'E','when':{}}               | rule.when has one of all, any
          {'kind':'event','event':'E','when':{'any':[]}}       | rule.when.any is empty
          {'kind':'event','event':'E','when':{'all':[{'x':1}]}}| rule.when.all[0] has one of all
          {'kind':'event','event':'E','when':{'field':'a'}}    | rule.when has one comparison
          {'kind':'event','event':'E','when':{'field':'a','sounds_like':'b'}}| rule.when.sounds_like is no comparison
          {'kind':'event','event':'E','when':{'field':'a','>=':5}}           | it is written at_least
          {'kind':'event','event':'E','when':{'field':'a','is':['b']}}       | rule.when.is is one value; any_of
          {'kind':'event','event':'E','when':{'field':'a','in_last_days':5}} | rule.when looks back
          {'kind':'event','event':'E','when':{'field':'a','is':null}}        | rule.when.is is a string
          {'kind':'event','event':'E','when':{'field':'a','at_least':'5'}}   | rule.when.at_least is a number
          {'kind':'event','event':'E','when':{'field':'a','is_set':'yes'}}   | rule.when.is_set is true
          {'kind':'visitor_trait','trait':'a','change':{}}     | rule.change is an object with
          {'kind':'visitor_trait','trait':'a','change':{'grows':1}}          | rule.change has no member
          """)
  void read_ruleThatIsNone_saysWhereAndWhat(String json, String problem) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(RuleException.class)
        .hasMessageContaining(problem.strip());
  }

  @Test
  void read_conditionsTooDeep_isRefused() {
    String deep = "{'not':".repeat(8) + "{'field':'a','is':'b'}" + "}".repeat(8);
    assertThatThrownBy(() -> read("{'kind':'event','event':'E','when':" + deep + "}"))
        .hasMessageContaining("deeper than 8 levels");
  }
}
