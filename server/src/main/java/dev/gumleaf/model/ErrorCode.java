package dev.gumleaf.model;

import java.util.Locale;

/**
 * Why a whole request failed. The name in lower case is Koala's {@code code} member and the end of
 * the RFC 9457 problem type; {@code retryHelps} says whether the same request can succeed later.
 */
public enum ErrorCode {
  MALFORMED_JSON(400, false, "The body is not valid JSON"),
  NOT_AN_OBJECT(400, false, "The body is not a JSON object"),
  DUPLICATE_MEMBER(400, false, "An object of the body has a member twice"),
  TOO_DEEP(400, false, "The body is nested too deeply"),
  LIMIT_EXCEEDED(400, false, "The body exceeds a limit of the reader"),
  MISSING_ACCOUNT(400, false, "The body has neither account_id nor domain"),
  MISSING_IDENTITY(400, false, "The body names nobody: it has neither profile_id nor email"),
  BAD_DOMAIN(400, false, "The domain is not a company's web domain"),
  FREE_MAIL_DOMAIN(400, false, "The domain belongs to a mailbox provider"),
  WRONG_MEMBER_TYPE(400, false, "A member of the body has the wrong JSON type"),
  NOTHING_USABLE(400, false, "No entry of the body could be used"),
  BAD_ENCODING(400, false, "The body's content encoding cannot be read"),
  BAD_REQUEST(400, false, "The request cannot be understood"),
  BAD_PARAMETER(400, false, "A query parameter or member has an unusable value"),
  SECRET_KEY_IN_URL(400, false, "A secret key was used where a public key belongs"),
  UNKNOWN_KEY(401, false, "The key is unknown or disabled"),
  UNAUTHORIZED(401, false, "A secret key is needed"),
  NOT_FOUND(404, false, "There is nothing here"),
  UNKNOWN_ACCOUNT(404, false, "No account has this id"),
  METHOD_NOT_ALLOWED(405, false, "This path does not take this method"),
  REQUEST_TIMEOUT(408, true, "The request came too slowly"),
  ACCOUNT_CONTRADICTION(409, false, "account_id and domain name different accounts"),
  CONFLICT(409, false, "The request contradicts what is stored"),
  PAYLOAD_TOO_LARGE(413, false, "The body is too large"),
  UNSUPPORTED_ENCODING(415, false, "The body's content encoding is not supported"),
  RATE_LIMITED(429, true, "Too many requests"),
  TOO_MANY_STREAMS(429, true, "The workspace follows too many streams at once"),
  INTERNAL(500, true, "The server failed"),
  OVERLOADED(503, true, "The server takes no more for a moment"),
  STORAGE_FULL(503, true, "The disk is full"),
  STORAGE_FAILED(503, true, "The storage failed"),
  STOPPING(503, true, "The server is stopping");

  private final int status;
  private final boolean retryHelps;
  private final String title;

  ErrorCode(int status, boolean retryHelps, String title) {
    this.status = status;
    this.retryHelps = retryHelps;
    this.title = title;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  public boolean retryHelps() {
    return retryHelps;
  }

  /** One sentence for people, the same for every occurrence. */
  public String title() {
    return title;
  }

  /** The code on the wire and in metrics. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
