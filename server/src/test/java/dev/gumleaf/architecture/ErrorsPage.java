package dev.gumleaf.architecture;

import dev.gumleaf.model.ErrorCode;
import dev.gumleaf.model.RejectReason;

/** {@code docs/reference/errors.md}, from the enums. */
final class ErrorsPage {
  private static final String REMARKS =
      """

      ## Warnings

      Listed under `warnings` in the reply: the value was kept as it came, or means nothing here.

      | code | meaning |
      |---|---|
      | `ignored_member` | the body has a member that means nothing here |
      | `group_id_type` | the body's `group_id` is not a string |
      | `well_known_trait_type` | `group_id`, `billing_plan`, `vip` or `headcount` has another type than the schema says |

      ## Marks

      Listed under `marks` in the reply and with an entry.

      | mark | meaning |
      |---|---|
      | `no_user_agent` | the request had no User-Agent: the entry is kept off lists and counts |
      | `sent_at_ahead` | `sent_at` is more than 10 minutes ahead: the entry holds from when it was received |

      ## Set-aside entries

      Read and acknowledged, but not applied; under `GET /api/v1/entries?fate=set_aside`.

      | reason | meaning |
      |---|---|
      | `unknown_account` | no account had the `account_id` when the request was applied |
      | `account_contradiction` | `account_id` and `domain` were not of one account when the request was applied |
      | `hash_collision` | another entry of the account has the same dedupe hash |
      | `unreadable` | the request cannot be read any more, because limits were lowered or a reader changed |
      | `pipeline_failed` | applying it met a bug; the log says which |
      """;

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
    return page.append(REMARKS).toString();
  }
}
