package dev.gumleaf.ingest;

import org.jspecify.annotations.Nullable;

/**
 * What an entry says about the visit that it is part of.
 *
 * @param sessionId the browser's name for the session
 * @param userAgent the visitor's, which need not be the sender's
 */
public record VisitContext(@Nullable String sessionId, @Nullable String userAgent) {
  public static final VisitContext NONE = new VisitContext(null, null);
}
