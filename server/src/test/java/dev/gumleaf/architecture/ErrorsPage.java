package dev.gumleaf.architecture;

import dev.gumleaf.model.ErrorCode;
import dev.gumleaf.model.RejectReason;

/** {@code docs/reference/errors.md}, from the enums. */
final class ErrorsPage {
  private ErrorsPage() {}

  static String text() {
    StringBuilder page =
        new StringBuilder(
            """
            # Errors

            An error reply is `application/json` with the members of RFC 9457 (`type`, `title`, `status`, `detail`, `instance`) and `error` and
            `code`, which Koala's clients know. `instance` is the request id, which every reply also has as `X-Request-Id`.

            ## Codes of whole requests

            | code | status | meaning | sending it again |
            |---|---|---|---|
            """);
    for (ErrorCode code : ErrorCode.values()) {
      page.append(
          "| `%s` | %d | %s | %s |\n"
              .formatted(
                  code.code(),
                  code.status(),
                  code.title(),
                  code.retryHelps() ? "helps, later" : "does not help"));
    }
    page.append(
        """

        ## Reasons of single entries

        Listed under `rejected` in the reply, by position, and under `GET /api/v1/entries?fate=rejected`.

        | code | meaning |
        |---|---|
        """);
    for (RejectReason reason : RejectReason.values()) {
      page.append("| `%s` | %s |\n".formatted(reason.code(), reason.meaning()));
    }
    return page.toString();
  }
}
