package dev.gumleaf.pipeline;

import dev.gumleaf.identity.Ownership;
import dev.gumleaf.ingest.PersonCalls;
import dev.gumleaf.ingest.VisitorCall;
import dev.gumleaf.model.AccountId;
import dev.gumleaf.model.AccountIds;
import dev.gumleaf.model.AccountRef;
import dev.gumleaf.model.Domain;
import dev.gumleaf.model.EffectiveTime;
import dev.gumleaf.model.EmailAddress;
import dev.gumleaf.model.Profile;
import dev.gumleaf.model.ProfileId;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.ClaimRow;
import dev.gumleaf.store.DeletionRequest;
import dev.gumleaf.store.DeletionSubject;
import dev.gumleaf.store.Derivation;
import dev.gumleaf.store.Forgetting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whom a request is about: all addresses and ids of the people, as the state knows them, and the
 * companies.
 */
final class Targets {
  /**
   * What an id must look like to be looked for in what others say. Anybody can make up an id, also
   * one that is a word or a number which stands everywhere.
   */
  private static final Pattern UNMISTAKABLE =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private final Set<String> emails = new LinkedHashSet<>();
  private final Set<String> ids = new LinkedHashSet<>();
  private final Set<String> domains = new HashSet<>();
  private final Set<String> accountIds = new HashSet<>();
  private final Map<String, List<Ownership.Range>> divided = new HashMap<>();

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
      case DOMAIN -> {
        domains.add(text);
        accountIds.add(AccountIds.derive(workspace, new Domain(text)).value());
      }
    }
    for (Profile person : people(forgetting, derivation, workspace, kind, text)) {
      for (Profile profile : PersonErasure.all(forgetting, person)) {
        (profile.isKnown() ? emails : ids).add(profile.subject());
        ids.add(profile.id().value());
      }
      for (Profile id : forgetting.findIds(person.key())) {
        if (id.sole() == null) {
          divided
              .computeIfAbsent(id.subject(), key -> new ArrayList<>())
              .addAll(ownership(derivation, id).rangesOf(person.key()));
        }
      }
    }
  }

  private static Ownership ownership(Derivation derivation, Profile id) {
    return Ownership.of(
        id.key(),
        derivation.visitors().findClaims(List.of(id.key())).stream()
            .filter(row -> !row.undone())
            .map(ClaimRow::claim)
            .toList());
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
    ids.stream().filter(id -> UNMISTAKABLE.matcher(id).matches()).forEach(texts::add);
    return texts;
  }

  /** Whether what a request says about somebody is about one of them. */
  boolean isGone(PersonCalls calls, Instant receivedAt) {
    EmailAddress email = calls.person().email();
    if (email != null) {
      return emails.contains(email.value());
    }
    ProfileId id = calls.person().id();
    return id != null
        && (ids.contains(id.value())
            || calls.calls().stream().anyMatch(call -> isTheirTime(id, call, receivedAt)));
  }

  /** Of an id that others use as well, only some of the time is theirs. */
  private boolean isTheirTime(ProfileId id, VisitorCall call, Instant receivedAt) {
    long at = EffectiveTime.of(call.call().sentAt(), receivedAt).toEpochMilli();
    return divided.getOrDefault(id.value(), List.of()).stream()
        .anyMatch(range -> at >= range.from() && at < range.until());
  }

  boolean isGone(AccountRef account) {
    return switch (account) {
      case AccountRef.ByDomain(Domain domain) -> domains.contains(domain.value());
      case AccountRef.ById(AccountId id) -> accountIds.contains(id.value());
      case AccountRef.ByBoth(AccountId id, Domain domain) ->
          accountIds.contains(id.value()) || domains.contains(domain.value());
    };
  }

  /** Whether a piece of JSON names one of them in a string of its own. */
  boolean isIn(String json) {
    String lower = json.toLowerCase(Locale.ROOT);
    return Stream.concat(emails.stream(), ids.stream())
        .anyMatch(name -> lower.contains('"' + name.toLowerCase(Locale.ROOT) + '"'));
  }

  /** The ids of the companies, of which nothing is taken any more either. */
  Set<String> accountIds() {
    return accountIds;
  }
}
