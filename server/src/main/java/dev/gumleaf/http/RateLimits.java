package dev.gumleaf.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.ErrorCode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Token buckets for ingest, one for each public key and one for each client address; off unless the
 * operator sets them. Thread-safe.
 *
 * <p>The reply headers follow draft-ietf-httpapi-ratelimit-headers-11.
 */
public final class RateLimits {
  /** Buckets remembered; with more clients at once the least used ones start full again. */
  private static final int BUCKETS_MAX = 100_000;

  /**
   * A quota.
   *
   * @param requests how many requests fit into a window; 0 for no limit
   * @param window how long an empty bucket takes to fill
   */
  public record Quota(long requests, Duration window) {
    public static final Quota NONE = new Quota(0, Duration.ofSeconds(1));

    boolean isOff() {
      return requests == 0;
    }
  }

  private final Limit perKey;
  private final Limit perAddress;

  public RateLimits(Quota perKey, Quota perAddress, LongSupplier nanoTime) {
    this.perKey = new Limit("key", perKey, nanoTime);
    this.perAddress = new Limit("address", perAddress, nanoTime);
  }

  /**
   * Takes a token from both buckets. The address's comes first, so that a client over its own quota
   * does not use up the key's, which it shares.
   */
  Verdict take(@Nullable String key, String address) {
    Verdict byAddress = perAddress.take(ClientAddress.client(address));
    return byAddress.allowed() && key != null ? byAddress.and(perKey.take(key)) : byAddress;
  }

  /** Whether a request may go on, and what its reply says about the quota. */
  record Verdict(boolean allowed, Map<String, String> headers) {
    static final Verdict UNLIMITED = new Verdict(true, Map.of());

    /** Both; the reply lists both quotas. */
    Verdict and(Verdict other) {
      Map<String, String> both = new HashMap<>(headers);
      other.headers.forEach((name, value) -> both.merge(name, value, (a, b) -> a + ", " + b));
      return new Verdict(allowed && other.allowed, both);
    }

    Optional<ApiException> refusal() {
      return allowed
          ? Optional.empty()
          : Optional.of(new ApiException(ErrorCode.RATE_LIMITED, "the quota is used up for now"));
    }
  }

  private static final class Limit {
    private final String name;
    private final Quota quota;
    private final LongSupplier nanoTime;
    private final Cache<String, Bucket> buckets =
        Caffeine.newBuilder().maximumSize(BUCKETS_MAX).build();

    Limit(String name, Quota quota, LongSupplier nanoTime) {
      this.name = name;
      this.quota = quota;
      this.nanoTime = nanoTime;
    }

    Verdict take(String owner) {
      if (quota.isOff()) {
        return Verdict.UNLIMITED;
      }
      long now = nanoTime.getAsLong();
      Bucket bucket = buckets.get(owner, missing -> new Bucket(quota, now));
      double left = bucket.take(now);
      boolean allowed = left >= 0;
      long window = Math.max(1, quota.window().toSeconds());
      long untilNext =
          allowed
              ? 0
              : Math.max(1, (long) Math.ceil(-left * (double) window / (double) quota.requests()));
      Map<String, String> headers = new HashMap<>();
      headers.put("RateLimit-Policy", "\"%s\";q=%d;w=%d".formatted(name, quota.requests(), window));
      headers.put(
          "RateLimit", "\"%s\";r=%d;t=%d".formatted(name, Math.max(0, (long) left), untilNext));
      if (!allowed) {
        headers.put("Retry-After", String.valueOf(untilNext));
      }
      return new Verdict(allowed, headers);
    }
  }

  private static final class Bucket {
    private final Quota quota;
    private double tokens;
    private long filledNanos;

    Bucket(Quota quota, long now) {
      this.quota = quota;
      this.tokens = (double) quota.requests();
      this.filledNanos = now;
    }

    /** The tokens left behind this one; negative, by how much, when there was none. */
    synchronized double take(long now) {
      double perNano = (double) quota.requests() / (double) quota.window().toNanos();
      tokens = Math.min((double) quota.requests(), tokens + (double) (now - filledNanos) * perNano);
      filledNanos = now;
      if (tokens < 1) {
        return tokens - 1;
      }
      tokens -= 1;
      return tokens;
    }
  }
}
