package dev.gumleaf.http;

import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.ErrorCode;
import dev.gumleaf.model.JsonText;
import java.util.HashMap;
import java.util.Map;

/**
 * Turns errors into replies: the members of RFC 9457, and {@code error} and {@code code}, which are
 * all that Koala's clients knew.
 */
public final class ErrorResponses {
  /** Seconds; overload passes quickly or not at all, and clients back off further by themselves. */
  private static final String RETRY_AFTER = "1";

  private ErrorResponses() {}

  public static Response of(ApiException error, String requestId) {
    return of(error, requestId, "");
  }

  /**
   * An error reply with further members.
   *
   * @param more JSON members with a comma before each, such as {@code ,"rejected":[]}
   */
  public static Response of(ApiException error, String requestId, String more) {
    ErrorCode code = error.code();
    String body =
        "{\"type\":\"/api#%s\",\"title\":%s,\"status\":%d,\"detail\":%s,\"instance\":%s,\"error\":%s,\"code\":\"%s\"%s}"
            .formatted(
                code.code(),
                JsonText.quote(code.title()),
                code.status(),
                JsonText.quote(error.detail()),
                JsonText.quote(requestId),
                JsonText.quote(error.detail()),
                code.code(),
                more);
    Response response = Response.json(code.status(), body);
    return new Response(response.status(), response.contentType(), response.body(), headers(code));
  }

  private static Map<String, String> headers(ErrorCode code) {
    Map<String, String> headers = new HashMap<>();
    if (code.retryHelps()) {
      headers.put("Retry-After", RETRY_AFTER);
    }
    if (code == ErrorCode.UNAUTHORIZED) {
      headers.put("WWW-Authenticate", "Bearer");
    }
    if (code == ErrorCode.UNSUPPORTED_ENCODING) {
      headers.put("Accept-Encoding", "gzip, identity");
    }
    return headers;
  }
}
