package dev.gumleaf.ingest;

import dev.gumleaf.ingest.VisitorCall.Claim;
import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.EmailAddress;
import dev.gumleaf.model.ErrorCode;
import dev.gumleaf.model.PersonRef;
import dev.gumleaf.model.PlaceholderIds;
import dev.gumleaf.model.ProfileId;
import dev.gumleaf.model.RejectReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whom a body about a person is about.
 *
 * <p>The names are those at the top level, {@code profile_id} and {@code email}, and the addresses
 * in the entries. An address that somebody only typed, or that came with a link, is a claim: with
 * an id it names nobody here, and alone it is better than nothing.
 */
final class VisitorIdentity {
  private final @Nullable String profileId;
  private final @Nullable String email;
  private final List<EntryDraft> entries;
  private final List<EntryDraft> identifies;
  private final List<Warning> warnings = new ArrayList<>();

  /** Takes the names at the top level, and all entries in the order in which they are applied. */
  VisitorIdentity(@Nullable String profileId, @Nullable String email, List<EntryDraft> entries) {
    this.profileId = profileId;
    this.email = email;
    this.entries = entries;
    this.identifies = entries.stream().filter(draft -> draft.kind() == CallKind.IDENTIFY).toList();
  }

  /** The person; asked once. */
  PersonResult read() {
    Optional<ProfileId> id = id();
    Optional<EmailAddress> known = knownEmail();
    Optional<EmailAddress> any = known.or(this::claimedEmail);
    if (isTooLong(profileId)) {
      return new PersonResult.Refused(
          ErrorCode.LIMIT_EXCEEDED,
          RejectReason.NAME_TOO_LONG,
          "profile_id has more than " + ProfileId.LENGTH_MAX + " characters");
    }
    if (id.isEmpty() && any.isEmpty()) {
      RejectReason missing = missing();
      return new PersonResult.Refused(ErrorCode.MISSING_IDENTITY, missing, missing.meaning());
    }
    return new PersonResult.Ok(
        new PersonRef(id.orElse(null), (id.isPresent() ? known : any).orElse(null)));
  }

  /** What the person could have been named by, had it been usable. */
  List<Warning> warnings() {
    return warnings;
  }

  private void warn(String code, String detail) {
    warnings.add(new Warning(null, 0, code, detail));
  }

  private Optional<ProfileId> id() {
    if (profileId == null || isTooLong(profileId)) {
      return Optional.empty();
    }
    if (PlaceholderIds.isPlaceholder(profileId)) {
      warn("placeholder_id", "profile_id is a placeholder, which many people would share");
      return Optional.empty();
    }
    return Optional.of(new ProfileId(profileId));
  }

  private static boolean isTooLong(@Nullable String id) {
    return id != null && id.length() > ProfileId.LENGTH_MAX;
  }

  /** Why the request names nobody. */
  private RejectReason missing() {
    if (profileId != null) {
      return RejectReason.PLACEHOLDER_ID;
    }
    return email == null ? RejectReason.MISSING_IDENTITY : RejectReason.BAD_EMAIL;
  }

  /** The address that the sender knows the person has. */
  private Optional<EmailAddress> knownEmail() {
    Optional<EmailAddress> top = email == null ? Optional.empty() : EmailReader.find(email);
    if (email != null && top.isEmpty()) {
      warn("bad_email", "email is no e-mail address");
    }
    Optional<EmailAddress> stated =
        identifies.stream()
            .filter(draft -> !draft.isRefused() && !draft.isFromForm())
            .flatMap(draft -> EntryClaims.findEmail(draft).stream())
            .findFirst();
    if (top.isEmpty() || stated.equals(top)) {
      return stated;
    }
    boolean onlyTyped =
        identifies.stream().anyMatch(EntryDraft::isFromForm)
            && stated.isEmpty()
            && identifies.stream().anyMatch(draft -> EntryClaims.findEmail(draft).equals(top));
    return onlyTyped ? Optional.empty() : top;
  }

  /** An address that the person typed. */
  private Optional<EmailAddress> claimedEmail() {
    return entries.stream()
        .filter(draft -> !draft.isRefused())
        .flatMap(draft -> EntryClaims.find(draft).stream())
        .map(Claim::email)
        .findFirst();
  }
}
