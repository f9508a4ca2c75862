package dev.gumleaf.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EffectiveTimeTest {
  private static final Instant RECEIVED = Instant.parse("2026-01-05T10:00:00Z");

  @Test
  void of_noClientTime_isTheTimeOfReceipt() {
    assertThat(EffectiveTime.of(null, RECEIVED)).isEqualTo(RECEIVED);
  }

  @Test
  void of_tenMinutesAhead_isBelieved() {
    Instant sentAt = RECEIVED.plus(EffectiveTime.AHEAD_MAX);
    assertThat(EffectiveTime.of(sentAt, RECEIVED)).isEqualTo(sentAt);
    assertThat(EffectiveTime.isAhead(sentAt, RECEIVED)).isFalse();
  }

  @Test
  void of_moreThanTenMinutesAhead_isTheTimeOfReceipt() {
    Instant sentAt = RECEIVED.plus(EffectiveTime.AHEAD_MAX).plusMillis(1);
    assertThat(EffectiveTime.of(sentAt, RECEIVED)).isEqualTo(RECEIVED);
    assertThat(EffectiveTime.isAhead(sentAt, RECEIVED)).isTrue();
  }

  @Test
  void of_yearsAgo_isBelieved() {
    Instant sentAt = RECEIVED.minus(Duration.ofDays(4_000));
    assertThat(EffectiveTime.of(sentAt, RECEIVED)).isEqualTo(sentAt);
  }
}
