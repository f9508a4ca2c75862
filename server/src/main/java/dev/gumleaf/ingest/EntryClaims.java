package dev.gumleaf.ingest;

import dev.gumleaf.ingest.VisitorCall.Claim;
import dev.gumleaf.model.EmailAddress;
import dev.gumleaf.model.Evidence;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what an entry itself says of the address of the person it is about. Pure. */
final class EntryClaims {
  private EntryClaims() {}

  /** What was typed into a form, or stands in the link that brought the visitor. */
  static Optional<Claim> find(EntryDraft draft) {
    return switch (draft.kind()) {
      case IDENTIFY -> draft.isFromForm() ? typed(draft) : Optional.empty();
      case FORM -> typed(draft);
      case PAGE_VIEW -> findLinked(draft.visit().url);
      case TRACK, METRIC -> Optional.empty();
    };
  }

  /** What the link to a page says, if there is one. */
  static Optional<Claim> findLinked(@Nullable String url) {
    return Optional.ofNullable(url)
        .flatMap(link -> LinkParameters.read(link).email())
        .flatMap(EmailReader::find)
        .map(linked -> new Claim(linked, Evidence.LINK));
  }

  private static Optional<Claim> typed(EntryDraft draft) {
    return findEmail(draft).map(typed -> new Claim(typed, Evidence.FORM));
  }

  /** The address among the entry's members or traits, whoever wrote it there. */
  static Optional<EmailAddress> findEmail(EntryDraft draft) {
    return Optional.ofNullable(draft.visit().email)
        .flatMap(EmailReader::find)
        .or(() -> Optional.ofNullable(draft.visit().traitEmail).flatMap(EmailReader::find));
  }
}
