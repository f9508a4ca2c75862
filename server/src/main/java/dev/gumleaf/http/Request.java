package dev.gumleaf.http;

import dev.gumleaf.model.WorkspaceId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One request with its whole body, already decompressed and within the body limit.
 *
 * @param parameters what the path template's {@code {names}} matched, percent-decoded
 * @param query the query parameters, decoded, each with its values in order
 * @param headers names in lower case; the last of several wins
 * @param address the client's address, through trusted proxies; null when it cannot be known
 * @param workspace whose secret key the request carried; null on endpoints that need none
 */
@SuppressWarnings("ArrayRecordComponent") // the body is handed on, never compared
public record Request(
    Method method,
    String path,
    Map<String, String> parameters,
    Map<String, List<String>> query,
    Map<String, String> headers,
    byte[] body,
    @Nullable String address,
    String requestId,
    Instant receivedAt,
    @Nullable WorkspaceId workspace) {

  /** The path parameter of that name; the endpoint's template has it, or this is a bug. */
  public String parameter(String name) {
    String value = parameters.get(name);
    if (value == null) {
      throw new IllegalStateException("the path template has no {" + name + "}");
    }
    return value;
  }

  /** The value of a query parameter; the last of several. */
  public Optional<String> query(String name) {
    return Optional.ofNullable(query.get(name)).map(List::getLast);
  }

  public Optional<String> header(String lowerCaseName) {
    return Optional.ofNullable(headers.get(lowerCaseName));
  }

  /**
   * The tenant, from the credential only. Endpoints with {@link Access#SECRET_KEY} always have it.
   */
  public WorkspaceId requireWorkspace() {
    if (workspace == null) {
      throw new IllegalStateException("this endpoint was registered without a credential");
    }
    return workspace;
  }
}
