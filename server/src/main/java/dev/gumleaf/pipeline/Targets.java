package dev.gumleaf.pipeline;

import dev.gumleaf.model.Domain;
import dev.gumleaf.model.EmailAddress;
import dev.gumleaf.model.PersonRef;
import dev.gumleaf.model.Profile;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.DeletionRequest;
import dev.gumleaf.store.DeletionSubject;
import dev.gumleaf.store.Derivation;
import dev.gumleaf.store.Forgetting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whom a request is about: all addresses and ids of the people, as the state knows them, and the
 * companies.
 */
final class Targets {
  /** Shorter ids are words that stand for something else as well, so they are not searched for. */
  private static final int TEXT_CHARS_MIN = 6;

  private final Set<String> emails = new LinkedHashSet<>();
  private final Set<String> ids = new LinkedHashSet<>();
  private final Set<String> domains = new HashSet<>();

  private Targets() {}

  static Targets of(Forgetting forgetting, Derivation derivation, DeletionRequest request) {
    Targets targets = new Targets();
    for (DeletionSubject subject : request.subjects()) {
      String text = subject.subject();
      if (text != null) {
        targets.add(forgetting, derivation, request.workspace(), subject.kind(), text);
      }
    }
    return targets;
  }

  private void add(
      Forgetting forgetting,
      Derivation derivation,
      WorkspaceId workspace,
      DeletionSubject.Kind kind,
      String text) {
    switch (kind) {
      case EMAIL -> emails.add(text);
      case PROFILE_ID -> ids.add(text);
      case DOMAIN -> domains.add(text);
    }
    for (Profile person : people(forgetting, derivation, workspace, kind, text)) {
      for (Profile profile : PersonErasure.all(forgetting, person)) {
        (profile.isKnown() ? emails : ids).add(profile.subject());
        ids.add(profile.id().value());
      }
    }
  }

  /** The people that a subject names. */
  static List<Profile> people(
      Forgetting forgetting,
      Derivation derivation,
      WorkspaceId workspace,
      DeletionSubject.Kind kind,
      String text) {
    var profiles = derivation.visitors();
    return switch (kind) {
      case EMAIL -> profiles.findProfiles(workspace, Profile.Kind.EMAIL, List.of(text));
      case DOMAIN -> forgetting.findPeople(workspace, new Domain(text));
      case PROFILE_ID -> {
        List<Profile> people = new ArrayList<>(profiles.findKnown(workspace, List.of(text)));
        for (Profile id : profiles.findProfiles(workspace, Profile.Kind.ID, List.of(text))) {
          Optional<Profile> owner =
              Optional.ofNullable(id.sole())
                  .filter(sole -> !sole.equals(id.key()))
                  .flatMap(forgetting::findProfile);
          people.add(owner.orElse(id));
        }
        yield people.stream().distinct().toList();
      }
    };
  }

  /** All ids, of which nothing is taken any more. */
  Set<String> profileIds() {
    return ids;
  }

  /** What the people are called, to be looked for everywhere. */
  Set<String> texts() {
    Set<String> texts = new LinkedHashSet<>(emails);
    ids.stream().filter(id -> id.length() >= TEXT_CHARS_MIN).forEach(texts::add);
    return texts;
  }

  boolean isGone(PersonRef person) {
    EmailAddress email = person.email();
    if (email != null) {
      return emails.contains(email.value());
    }
    return person.id() != null && ids.contains(person.id().value());
  }

  boolean isGone(Domain domain) {
    return domains.contains(domain.value());
  }
}
