package dev.gumleaf.ingest;

import dev.gumleaf.model.RawJson;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What an entry about a person says beside its call, while it is read. */
final class VisitDraft {
  @Nullable String sessionId;
  @Nullable String userAgent;
  @Nullable String address;

  /** The entry's own {@code email}, and the one among its traits. */
  @Nullable String email;

  @Nullable String traitEmail;

  /** A page's address, to be looked through for link parameters. */
  @Nullable String url;

  /** The {@code properties} of a page view, which are its body when it has no {@code page}. */
  @Nullable RawJson properties;

  /** When the visit of a page began, which says more than when it was sent. */
  @Nullable Instant startedAt;

  long focusMillis;
  @Nullable Instant endedAt;

  VisitContext context() {
    return sessionId == null && userAgent == null
        ? VisitContext.NONE
        : new VisitContext(sessionId, userAgent);
  }
}
