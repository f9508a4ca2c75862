package dev.gumleaf.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.http.RateLimits.Quota;
import dev.gumleaf.http.RateLimits.Verdict;
import dev.gumleaf.testing.RawClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitsTest {
  private static final String ADDRESS = "192.0.2.1";

  private final AtomicLong nanos = new AtomicLong();

  /** A bucket in whole numbers: a token is as many drops as the window has nanoseconds. */
  private static final class Model {
    private final long requests;
    private final long windowNanos;
    private long drops;

    Model(Quota quota) {
      requests = quota.requests();
      windowNanos = quota.window().toNanos();
      drops = requests * windowNanos;
    }

    void pass(long time) {
      drops = Math.min(requests * windowNanos, drops + time * requests);
    }

    boolean take() {
      boolean full = drops >= windowNanos;
      drops -= full ? windowNanos : 0;
      return full;
    }

    long left() {
      return drops / windowNanos;
    }

    long secondsToNext() {
      long nanosToNext = Math.ceilDiv(windowNanos - drops, requests);
      return Math.max(1, Math.ceilDiv(nanosToNext, 1_000_000_000));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void take_atAnyTimes_saysWhatAModelBucketSays(long seed) {
    Random random = new Random(seed);
    Quota quota = new Quota(1 + random.nextInt(20), Duration.ofSeconds(1 + random.nextInt(30)));
    RateLimits limits = new RateLimits(quota, Quota.NONE, nanos::get);
    Model model = new Model(quota);
    long mean = quota.window().toNanos() / quota.requests();
    for (int i = 0; i < 2_000; i++) {
      long time = random.nextLong(2 * mean);
      nanos.addAndGet(time);
      model.pass(time);
      Verdict verdict = limits.take("pk_1", ADDRESS);
      assertThat(verdict.allowed()).as("seed %d, take %d", seed, i).isEqualTo(model.take());
      assertThat(verdict.headers())
          .as("seed %d, take %d", seed, i)
          .isEqualTo(headers(quota, model, verdict.allowed()));
    }
  }

  private static Map<String, String> headers(Quota quota, Model model, boolean allowed) {
    String policy = "\"key\";q=%d;w=%d".formatted(quota.requests(), quota.window().toSeconds());
    if (allowed) {
      return Map.of("RateLimit-Policy", policy, "RateLimit", "\"key\";r=" + model.left() + ";t=0");
    }
    return Map.of(
        "RateLimit-Policy",
        policy,
        "RateLimit",
        "\"key\";r=0;t=" + model.secondsToNext(),
        "Retry-After",
        String.valueOf(model.secondsToNext()));
  }

  @Test
  void take_bothQuotas_bothAreTakenAndTold() {
    RateLimits limits = limits(5, 3);
    assertThat(limits.take("pk_1", ADDRESS).headers())
        .containsEntry("RateLimit-Policy", "\"address\";q=3;w=10, \"key\";q=5;w=10")
        .containsEntry("RateLimit", "\"address\";r=2;t=0, \"key\";r=4;t=0");
  }

  @Test
  void take_clientOverItsOwnQuota_leavesTheKeysToOthers() {
    RateLimits limits = limits(5, 3);
    for (int i = 0; i < 20; i++) {
      assertThat(limits.take("pk_1", ADDRESS).allowed()).isEqualTo(i < 3);
    }
    assertThat(limits.take("pk_1", "192.0.2.2").allowed()).isTrue();
    assertThat(limits.take("pk_1", "192.0.2.2").allowed()).isTrue();
    assertThat(limits.take("pk_1", "192.0.2.2").allowed()).as("the key's five are taken").isFalse();
    assertThat(limits.take("pk_2", "192.0.2.3").allowed()).isTrue();
  }

  @Test
  void take_ipv6_sharesTheQuotaOfTheNetwork() {
    RateLimits limits = limits(0, 1);
    assertThat(limits.take("pk_1", "2001:db8::1").allowed()).isTrue();
    assertThat(limits.take("pk_1", "2001:db8::2:1").allowed()).isFalse();
    assertThat(limits.take("pk_1", "2001:db8:0:1::1").allowed()).isTrue();
    assertThat(limits.take("pk_1", "::ffff:192.0.2.9").allowed()).isTrue();
    assertThat(limits.take("pk_1", "192.0.2.9").allowed()).as("the same address").isFalse();
  }

  @Test
  void take_withoutQuotas_saysNothing() {
    assertThat(limits(0, 0).take("pk_1", ADDRESS)).isEqualTo(Verdict.UNLIMITED);
  }

  @Test
  void request_overTheQuota_isToldWhenToComeBack() {
    Quota quota = new Quota(1, Duration.ofSeconds(10));
    try (LocalServer server = LocalServer.start(HttpConfig.local(), quota, Quota.NONE)) {
      String request = "POST /in/pk_1 HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx";
      assertThat(server.send(request).status()).isEqualTo(200);
      server.pass(Duration.ofSeconds(3));
      RawClient.Reply refused = server.send(request);
      assertThat(refused.status()).isEqualTo(429);
      assertThat(List.of("Retry-After", "RateLimit", "RateLimit-Policy"))
          .map(name -> refused.header(name).orElse(""))
          .containsExactly("7", "\"key\";r=0;t=7", "\"key\";q=1;w=10");
    }
  }

  private RateLimits limits(long perKey, long perAddress) {
    Duration window = Duration.ofSeconds(10);
    return new RateLimits(new Quota(perKey, window), new Quota(perAddress, window), nanos::get);
  }
}
