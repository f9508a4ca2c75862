package dev.gumleaf.api;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gumleaf.ingest.TraitsReader;
import dev.gumleaf.model.RawJson;
import dev.gumleaf.model.Source;
import dev.gumleaf.model.StatedTrait;
import dev.gumleaf.model.Trait;
import dev.gumleaf.model.TraitName;
import dev.gumleaf.store.StoredEntry;
import dev.gumleaf.store.StoredVisit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What each trait was over time, worked out from the identifies of an account. */
final class TraitHistory {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** What an identify says, at a time. */
  private record Statement(String group, List<StatedTrait> traits, Source source, Instant at) {}

  private record Key(String group, TraitName name) {}

  private final Map<Key, List<Trait>> changes = new HashMap<>();

  private TraitHistory() {}

  /**
   * The history that identifies tell.
   *
   * @param identifies newest first, as lists are
   */
  static TraitHistory of(List<StoredEntry> identifies) {
    TraitHistory history = new TraitHistory();
    for (StoredEntry identify : identifies.reversed()) {
      byte[] body = identify.body().getBytes(StandardCharsets.UTF_8);
      List<StatedTrait> traits = TraitsReader.read(new RawJson(body, 0, body.length));
      history.add(new Statement(group(body), traits, identify.source(), identify.effectiveAt()));
    }
    return history;
  }

  /** The history that the identifies of a person tell, newest first, too. */
  static TraitHistory ofPerson(List<StoredVisit> identifies) {
    TraitHistory history = new TraitHistory();
    for (StoredVisit identify : identifies.reversed()) {
      byte[] body = identify.body().getBytes(StandardCharsets.UTF_8);
      List<StatedTrait> traits = TraitsReader.readOfPerson(new RawJson(body, 0, body.length));
      history.add(new Statement("", traits, identify.source(), identify.effectiveAt()));
    }
    return history;
  }

  private void add(Statement statement) {
    for (StatedTrait stated : statement.traits()) {
      Trait trait =
          new Trait(
              TraitName.of(stated.spelling()),
              stated.spelling(),
              stated.value(),
              statement.source(),
              statement.at());
      List<Trait> known =
          changes.computeIfAbsent(
              new Key(statement.group(), trait.name()), key -> new ArrayList<>());
      if (known.isEmpty() || replaces(trait, known.getLast())) {
        known.add(trait);
      }
    }
  }

  /** What lost by rank or time was never the trait's value, and a repeated value is no change. */
  private static boolean replaces(Trait trait, Trait last) {
    return Trait.PRECEDENCE.compare(trait, last) > 0 && !trait.value().equals(last.value());
  }

  /** The pipeline stores each identify with its group as the only {@code group_id}. */
  private static String group(byte[] body) {
    try {
      return JSON.readTree(body).path("group_id").asText("");
    } catch (IOException e) {
      throw new UncheckedIOException("the store holds only valid JSON", e);
    }
  }

  /** The values of a trait, newest first, each from when it was first stated after another. */
  List<Trait> of(String group, TraitName name) {
    return changes.getOrDefault(new Key(group, name), List.of()).reversed();
  }
}
