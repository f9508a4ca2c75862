package dev.gumleaf.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.model.AccountId;
import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.Source;
import dev.gumleaf.model.TraitName;
import dev.gumleaf.store.StoredEntry;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TraitHistoryTest {
  @Test
  void of_valueThatABrowserStatedAfterAServer_wasNeverTheTraits() {
    assertThat(
            seats(
                identify(3, Source.BROWSER, 30),
                identify(2, Source.SERVER, 20),
                identify(1, Source.BROWSER, 10)))
        .containsExactly("20", "10");
  }

  @Test
  void of_repeatedValue_isOneChange() {
    assertThat(
            seats(
                identify(3, Source.SERVER, 2),
                identify(2, Source.SERVER, 1),
                identify(1, Source.SERVER, 1)))
        .containsExactly("2", "1");
  }

  private static List<String> seats(StoredEntry... newestFirst) {
    return TraitHistory.of(List.of(newestFirst)).of("", new TraitName("seats")).stream()
        .map(trait -> trait.value().json())
        .toList();
  }

  private static StoredEntry identify(int day, Source source, int seats) {
    Instant at = Instant.parse("2026-01-0%dT00:00:00Z".formatted(day));
    return new StoredEntry(
        day,
        new AccountId("acct_1"),
        CallKind.IDENTIFY,
        "",
        null,
        "{\"seats\":%d}".formatted(seats),
        null,
        at,
        at,
        at,
        source,
        Set.of());
  }
}
