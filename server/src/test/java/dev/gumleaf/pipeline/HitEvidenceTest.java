package dev.gumleaf.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.GroupId;
import dev.gumleaf.model.Source;
import dev.gumleaf.model.Trait;
import dev.gumleaf.model.TraitName;
import dev.gumleaf.model.TraitValue;
import dev.gumleaf.pipeline.HitEvidence.Subject;
import dev.gumleaf.signal.TraitShares;
import dev.gumleaf.signal.TraitTransitions.Transition;
import dev.gumleaf.store.HitRow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is still stated after somebody's statements are gone. */
class HitEvidenceTest {
  private static final TraitName USED = new TraitName("used");
  private static final TraitName LIMIT = new TraitName("limit");
  private static final Instant TEN = Instant.parse("2026-01-05T10:00:00Z");

  private static Trait trait(TraitName name, int minute, String number) {
    return new Trait(
        name,
        name.value(),
        new TraitValue.Numeric(number),
        Source.SERVER,
        TEN.plusSeconds(60L * minute));
  }

  private static HitRow hit(Trait after, @Nullable TraitName percentOf, @Nullable Trait before) {
    return new HitRow(
        1,
        1,
        null,
        new AccountKey(1),
        7,
        after.effectiveAt().toEpochMilli(),
        HitEvidence.ofTrait(
            new Subject(after.name(), percentOf),
            null,
            new Transition(
                after.effectiveAt(), before == null ? null : before.value(), after.value())));
  }

  @Test
  void isStated_changeOfATrait_asLongAsBothValuesAre() {
    Trait one = trait(USED, 0, "1");
    Trait two = trait(USED, 1, "2");
    HitRow hit = hit(two, null, one);
    assertThat(HitEvidence.isStated(hit, Map.of(GroupId.NONE, List.of(one, two)))).isTrue();
    assertThat(HitEvidence.isStated(hit, Map.of(GroupId.NONE, List.of(two)))).isFalse();
    assertThat(HitEvidence.isStated(hit, Map.of(new GroupId("g"), List.of(one, two)))).isFalse();
  }

  @Test
  void isStated_changeOfAShare_asLongAsItFollows() {
    Trait limit = trait(LIMIT, 0, "10");
    Trait half = trait(USED, 1, "5");
    Trait full = trait(USED, 2, "10");
    List<Trait> stated = List.of(limit, half, full);
    List<Trait> shares = TraitShares.of(stated, USED, LIMIT);
    HitRow hit = hit(shares.get(2), LIMIT, shares.get(1));
    assertThat(hit.evidence()).contains("\"before\":50,\"after\":100");
    assertThat(HitEvidence.isStated(hit, Map.of(GroupId.NONE, stated))).isTrue();
    assertThat(HitEvidence.isStated(hit, Map.of(GroupId.NONE, List.of(half, full)))).isFalse();
  }
}
