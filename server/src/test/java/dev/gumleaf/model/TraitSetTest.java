package dev.gumleaf.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraitSetTest {
  private static final List<Source> SOURCES = List.of(Source.values());
  private static final Instant MONDAY = Instant.parse("2026-01-05T10:00:00Z");
  private static final Instant TUESDAY = Instant.parse("2026-01-06T10:00:00Z");

  @Test
  void merge_newerValue_replacesOlder() {
    TraitSet merged =
        TraitSet.EMPTY
            .merge(List.of(plan("team", Source.SERVER, TUESDAY)))
            .merge(List.of(plan("free", Source.SERVER, MONDAY)));
    assertThat(value(merged)).isEqualTo("\"team\"");
  }

  @Test
  void merge_browserValueThatIsNewer_doesNotReplaceServerValue() {
    TraitSet merged =
        TraitSet.EMPTY
            .merge(List.of(plan("team", Source.SERVER, MONDAY)))
            .merge(List.of(plan("hacked", Source.BROWSER, TUESDAY)));
    assertThat(value(merged)).isEqualTo("\"team\"");
  }

  @Test
  void merge_deletedTrait_isNotBroughtBackByOlderValue() {
    Trait deleted =
        new Trait(new TraitName("plan"), "plan", TraitValue.DELETED, Source.SERVER, TUESDAY);
    TraitSet merged =
        TraitSet.EMPTY.merge(List.of(deleted)).merge(List.of(plan("free", Source.SERVER, MONDAY)));
    assertThat(merged.find(new TraitName("plan"))).map(Trait::isDeleted).contains(true);
  }

  @Test
  void merge_sameTimeAndRank_doesNotDependOnOrder() {
    Trait a = plan("a", Source.SERVER, MONDAY);
    Trait b = plan("b", Source.SEGMENT, MONDAY);
    assertThat(TraitSet.EMPTY.merge(List.of(a)).merge(List.of(b)))
        .isEqualTo(TraitSet.EMPTY.merge(List.of(b)).merge(List.of(a)));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void merge_anyOrderAnyRepeatsAnySplits_isTheSame(long seed) {
    Random random = new Random(seed);
    List<Trait> traits = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      traits.add(randomTrait(random));
    }
    TraitSet whole = TraitSet.EMPTY.merge(traits);
    List<Trait> again = new ArrayList<>(traits);
    again.addAll(traits.subList(50, 120));
    Collections.shuffle(again, random);
    TraitSet pieces = TraitSet.EMPTY;
    for (int from = 0; from < again.size(); from += 7) {
      pieces = pieces.merge(again.subList(from, Math.min(again.size(), from + 7)));
    }
    assertThat(pieces).as("seed %s", seed).isEqualTo(whole);
  }

  @Test
  void displayName_nameAndCompanyName_prefersName() {
    TraitSet both = TraitSet.EMPTY.merge(List.of(text("company_name", "B"), text("name", "A")));
    assertThat(both.displayName()).contains("A");
    assertThat(TraitSet.EMPTY.merge(List.of(text("company_name", "B"))).displayName())
        .contains("B");
    assertThat(TraitSet.EMPTY.displayName()).isEmpty();
  }

  private static Trait randomTrait(Random random) {
    String name = "t" + random.nextInt(5);
    TraitValue value =
        random.nextInt(6) == 0
            ? TraitValue.DELETED
            : new TraitValue.Numeric(String.valueOf(random.nextInt(4)));
    Source source = SOURCES.get(random.nextInt(SOURCES.size()));
    String spelling = random.nextBoolean() ? name : "T" + name.substring(1);
    return new Trait(
        new TraitName(name), spelling, value, source, MONDAY.plusMillis(random.nextInt(5)));
  }

  private static Trait plan(String value, Source source, Instant at) {
    return new Trait(new TraitName("plan"), "plan", new TraitValue.Text(value), source, at);
  }

  private static Trait text(String name, String value) {
    return new Trait(new TraitName(name), name, new TraitValue.Text(value), Source.SERVER, MONDAY);
  }

  private static String value(TraitSet traits) {
    return traits.find(new TraitName("plan")).map(trait -> trait.value().json()).orElse("");
  }
}
