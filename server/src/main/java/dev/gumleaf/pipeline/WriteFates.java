package dev.gumleaf.pipeline;

import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.store.Fate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes down what became of the entries that were not stored. */
final class WriteFates implements Step {
  @Override
  public String name() {
    return "write_fates";
  }

  @Override
  public void apply(SliceWork work) {
    work.derivation().insertFates(withPeople(work));
  }

  /** Entries that were refused are of the person whose request they were in. */
  private static List<Fate> withPeople(SliceWork work) {
    Map<String, ProfileKey> people = new HashMap<>();
    for (VisitorWork visitors : work.visitors()) {
      for (PersonWork person : visitors.people()) {
        people.putIfAbsent(person.request().entry().requestId(), person.subject().key());
      }
    }
    return work.fates().stream()
        .map(fate -> {
          ProfileKey person = people.get(fate.requestId());
          return fate.profile() != null || fate.account() != null || person == null
              ? fate
              : fate.of(person);
        })
        .toList();
  }
}
