package dev.gumleaf.signal;

import dev.gumleaf.model.Source;
import dev.gumleaf.model.Trait;
import dev.gumleaf.model.TraitName;
import dev.gumleaf.model.TraitValue;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How much of one trait another one is, in percent, over time: such as the seats in use of those
 * that are paid for. It is worked out from everything that was stated about both, so it is the same
 * whatever arrived first, and it moves when either does.
 */
public final class TraitShares {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /** Never rounded up, so that almost 80 is not yet 80. */
  private static final MathContext DIGITS = new MathContext(6, RoundingMode.DOWN);

  private TraitShares() {}

  /**
   * The shares as statements about a trait, each at the moment from which it holds. While one of
   * the two is no number, or the whole is not more than 0, there is none.
   *
   * @param stated all statements about traits of one owner, in any order
   */
  public static List<Trait> of(Collection<Trait> stated, TraitName part, TraitName whole) {
    Map<Instant, TraitValue> parts = byTime(stated, part);
    Map<Instant, TraitValue> wholes = byTime(stated, whole);
    SortedSet<Instant> moments = new TreeSet<>(parts.keySet());
    moments.addAll(wholes.keySet());
    List<Trait> shares = new ArrayList<>();
    TraitValue some = null;
    TraitValue all = null;
    for (Instant at : moments) {
      some = newer(parts.get(at), some);
      all = newer(wholes.get(at), all);
      TraitValue share =
          share(some, all).<TraitValue>map(TraitValue.Numeric::new).orElse(TraitValue.DELETED);
      shares.add(new Trait(part, part.value(), share, Source.SERVER, at));
    }
    return shares;
  }

  private static @Nullable TraitValue newer(
      @Nullable TraitValue newer, @Nullable TraitValue older) {
    return newer == null ? older : newer;
  }

  private static Map<Instant, TraitValue> byTime(Collection<Trait> stated, TraitName name) {
    return TraitTransitions.steps(
            stated.stream().filter(trait -> trait.name().equals(name)).toList())
        .stream()
        .collect(Collectors.toMap(Trait::effectiveAt, Trait::value));
  }

  private static Optional<String> share(@Nullable TraitValue part, @Nullable TraitValue whole) {
    return Decimals.find(part)
        .flatMap(some ->
            Decimals.find(whole)
                .filter(all -> all.signum() > 0)
                .map(all -> some.multiply(HUNDRED).divide(all, DIGITS)))
        .map(share -> share.stripTrailingZeros().toPlainString());
  }
}
