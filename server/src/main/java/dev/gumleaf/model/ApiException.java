package dev.gumleaf.model;

import static java.util.Objects.requireNonNull;

/**
 * Ends a request with an error reply. Carries no stack trace: it is an answer, not a bug, and a
 * flood of bad requests must stay cheap.
 */
public final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final String detail;

  /**
   * An answer of that kind.
   *
   * @param detail what is wrong with this request, for people; holds no stored data
   */
  public ApiException(ErrorCode code, String detail) {
    super(code + ": " + detail, null, false, false);
    this.code = requireNonNull(code, "code");
    this.detail = requireNonNull(detail, "detail");
  }

  public ErrorCode code() {
    return code;
  }

  public String detail() {
    return detail;
  }
}
