package dev.gumleaf.ingest;

import dev.gumleaf.model.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * What an entry says about the visit that it is part of.
 *
 * @param sessionId the browser's name for the session
 * @param userAgent the visitor's, which need not be the sender's
 */
public record VisitContext(@Nullable String sessionId, @Nullable String userAgent) {
  public static final VisitContext NONE = new VisitContext(null, null);

  /** Characters of a session's name that tell it from others; a key column has to hold them. */
  private static final int SESSION_CHARS_MAX = 200;

  public VisitContext {
    sessionId =
        sessionId == null || sessionId.length() <= SESSION_CHARS_MAX
            ? sessionId
            : PlainText.of(sessionId.substring(0, SESSION_CHARS_MAX));
  }
}
