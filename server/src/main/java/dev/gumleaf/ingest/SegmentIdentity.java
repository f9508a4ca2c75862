package dev.gumleaf.ingest;

import dev.gumleaf.model.EmailAddress;
import dev.gumleaf.model.PersonRef;
import dev.gumleaf.model.PlaceholderIds;
import dev.gumleaf.model.ProfileId;
import dev.gumleaf.model.RawJson;
import dev.gumleaf.model.RejectReason;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whom messages in Segment's form are about.
 *
 * <p>The id is the one of ours that the sender carries along; else the anonymous id, which is the
 * browser's, so that what was done before and after signing in is found under one id; else the
 * sender's user id. The address is that of the traits, or a user id that is one. A property is what
 * happened, and says nothing about who did it, whatever it is called.
 */
final class SegmentIdentity {
  private static final List<String> CARRIED = List.of("ko_profile_id", "profile_id");

  SegmentIdentity() {}

  /** The person; empty when the message names nobody, and is refused. */
  Optional<PersonRef> find(SegmentDraft message) {
    return message.is("alias") ? findAlias(message) : findPerson(message);
  }

  private Optional<PersonRef> findPerson(SegmentDraft message) {
    EntryDraft entry = message.entry;
    Optional<EmailAddress> email = findEmail(message);
    Optional<ProfileId> id =
        carried(message)
            .or(() -> findId(entry, "anonymousId", message.anonymousId))
            .or(() -> findUserId(message));
    if (id.isEmpty() && email.isEmpty()) {
      entry.refuse(
          missing(message), "the message names nobody: it has no usable id and no e-mail address");
      return Optional.empty();
    }
    return Optional.of(new PersonRef(id.orElse(null), email.orElse(null)));
  }

  /** An alias says that two names are one person's, which only an address can be known by. */
  private Optional<PersonRef> findAlias(SegmentDraft message) {
    EntryDraft entry = message.entry;
    String previous = message.previousId;
    Optional<EmailAddress> email = read(message.userId);
    Optional<ProfileId> id = findId(entry, "previousId", previous);
    if (email.isEmpty()) {
      entry.refuse(
          RejectReason.UNSUPPORTED_TYPE,
          "an alias means nothing unless userId is an e-mail address");
    } else if (read(previous).isPresent()) {
      entry.refuse(
          RejectReason.UNSUPPORTED_TYPE, "previousId is an e-mail address; known people stay two");
    } else if (id.isEmpty()) {
      entry.refuse(
          previous == null ? RejectReason.MISSING_IDENTITY : unusable(previous),
          "the alias has no usable previousId");
    } else {
      return Optional.of(new PersonRef(id.get(), email.get()));
    }
    return Optional.empty();
  }

  /**
   * The other name of somebody who signs in: a server may know the person by the user id only, so
   * that one belongs to the address as well.
   */
  Optional<PersonRef> findSecond(SegmentDraft message, PersonRef person) {
    // Without an id, the user id was tried and is none.
    if (!message.is("identify") || person.email() == null || person.id() == null) {
      return Optional.empty();
    }
    return findUserId(message)
        .filter(id -> !id.equals(person.id()))
        .map(id -> new PersonRef(id, person.email()));
  }

  private Optional<ProfileId> findUserId(SegmentDraft message) {
    return read(message.userId).isPresent()
        ? Optional.empty()
        : findId(message.entry, "userId", message.userId);
  }

  private Optional<ProfileId> carried(SegmentDraft message) {
    return personTraits(message, message.properties)
        .flatMap(traits ->
            CARRIED.stream()
                .flatMap(name ->
                    JsonMembers.findText(traits, name)
                        .flatMap(id -> findId(message.entry, name, id))
                        .stream()))
        .findFirst();
  }

  private Optional<EmailAddress> findEmail(SegmentDraft message) {
    return personTraits(message, null)
        .flatMap(traits -> JsonMembers.findText(traits, "email").stream())
        .flatMap(text -> {
          Optional<EmailAddress> email = read(text);
          if (email.isEmpty()) {
            message.entry.warn("bad_email", "email is no e-mail address");
          }
          return email.stream();
        })
        .findFirst()
        .or(() -> read(message.userId));
  }

  /** What the message says about the person: a group's own traits are a company's. */
  private static Stream<RawJson> personTraits(SegmentDraft message, @Nullable RawJson more) {
    RawJson own = message.is("group") ? null : message.traits;
    return Stream.of(own, message.contextTraits, more)
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull);
  }

  private Optional<EmailAddress> read(@Nullable String text) {
    return text == null ? Optional.empty() : EmailReader.find(text);
  }

  private static Optional<ProfileId> findId(EntryDraft entry, String name, @Nullable String id) {
    if (id == null) {
      return Optional.empty();
    }
    if (isTooLong(id)) {
      entry.warn("id_too_long", name + " has more than " + ProfileId.LENGTH_MAX + " characters");
      return Optional.empty();
    }
    if (PlaceholderIds.isPlaceholder(id)) {
      entry.warn("placeholder_id", name + " is a placeholder, which many people would share");
      return Optional.empty();
    }
    return Optional.of(new ProfileId(id));
  }

  private static boolean isTooLong(String id) {
    return id.length() > ProfileId.LENGTH_MAX;
  }

  /** Why a message names nobody. */
  private static RejectReason missing(SegmentDraft message) {
    for (String id : new @Nullable String[] {message.anonymousId, message.userId}) {
      if (id != null) {
        return unusable(id);
      }
    }
    boolean email =
        personTraits(message, null)
            .anyMatch(traits -> JsonMembers.findText(traits, "email").isPresent());
    return email ? RejectReason.BAD_EMAIL : RejectReason.MISSING_IDENTITY;
  }

  private static RejectReason unusable(String id) {
    return isTooLong(id) ? RejectReason.NAME_TOO_LONG : RejectReason.PLACEHOLDER_ID;
  }
}
