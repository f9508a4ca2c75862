package dev.gumleaf.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraitNameTest {
  @ParameterizedTest
  @CsvSource({
    "billingPlan, billing_plan",
    "BillingPlan, billing_plan",
    "billing_plan, billing_plan",
    "userID, user_id",
    "HTMLPage, html_page",
    "ARR, arr",
    "seats2Used, seats2_used",
    "$account, $account",
    "größeMax, größe_max",
    "Company Name, company name",
    "a, a",
    "A, a"
  })
  void of_anySpelling_isSnakeCase(String spelling, String canonical) {
    assertThat(TraitName.of(spelling).value()).isEqualTo(canonical);
    assertThat(TraitName.of(canonical).value()).isEqualTo(canonical);
  }
}
