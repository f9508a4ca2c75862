package dev.gumleaf.api;

import dev.gumleaf.http.Endpoint;
import dev.gumleaf.http.Request;
import dev.gumleaf.http.Response;
import dev.gumleaf.model.Strength;
import dev.gumleaf.model.Trend;
import dev.gumleaf.store.AccountStore;
import dev.gumleaf.store.AccountView;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.Page;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** {@code GET /api/v1/accounts}: accounts with activity, searched by name and domain. */
final class AccountListEndpoint implements Endpoint.Blocking {
  private final Database database;
  private final AccountStore accounts;

  AccountListEndpoint(Database database, AccountStore accounts) {
    this.database = database;
    this.accounts = accounts;
  }

  @Override
  public Response handle(Request request) {
    return switch (request.query("sort").orElse("-last_seen_at")) {
      case "-last_seen_at" -> byActivity(request, true);
      case "last_seen_at" -> byActivity(request, false);
      case "-score" -> byScore(request, true);
      case "score" -> byScore(request, false);
      default -> throw Parameters.bad("sort is -last_seen_at, last_seen_at, -score or score");
    };
  }

  private Response byActivity(Request request, boolean newestFirst) {
    if (request.query("strength").isPresent() || request.query("trend").isPresent()) {
      throw Parameters.bad("strength and trend are for a list with sort=-score or score");
    }
    String list = newestFirst ? "newest" : "oldest";
    Page<AccountView> page =
        database.read(tx ->
            accounts.list(
                tx,
                request.requireWorkspace(),
                request.query("q").orElse("").strip(),
                Parameters.flag(request, "excluded"),
                newestFirst,
                Parameters.cursor(request, list),
                Parameters.limit(request)));
    return Json.object(200, json -> json.page(page, list, AccountListEndpoint::write));
  }

  private Response byScore(Request request, boolean highestFirst) {
    String list = highestFirst ? "highest" : "lowest";
    Strength strength =
        request
            .query("strength")
            .map(word -> word("strength", Strength.values(), word))
            .orElse(null);
    Trend trend =
        request.query("trend").map(word -> word("trend", Trend.values(), word)).orElse(null);
    Page<AccountView> page =
        database.read(tx ->
            accounts.listByScore(
                tx,
                request.requireWorkspace(),
                request.query("q").orElse("").strip(),
                Parameters.flag(request, "excluded"),
                highestFirst,
                strength,
                trend,
                Parameters.cursor(request, list),
                Parameters.limit(request)));
    return Json.object(200, json -> json.page(page, list, AccountListEndpoint::write));
  }

  private static <E extends Enum<E>> E word(String name, E[] words, String word) {
    return Arrays.stream(words)
        .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst()
        .orElseThrow(() ->
            Parameters.bad(
                name
                    + " is one of "
                    + Arrays.stream(words)
                        .map(each -> each.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "))));
  }

  /** The members that list and detail share. */
  static void write(Json json, AccountView account) throws IOException {
    json.text("account_id", account.id().value())
        .text("domain", account.domain().value())
        .texts("domains", account.domains().stream().map(domain -> domain.value()).toList())
        .text("name", account.name())
        .time("first_seen_at", account.firstSeenAt())
        .time("last_seen_at", account.lastSeenAt())
        .flag("excluded", account.excluded())
        .object(
            "score",
            score ->
                score
                    .decimal("number", account.score().number())
                    .text("strength", account.score().strength().word())
                    .text("trend", account.score().trend().word()))
        .object(
            "counts",
            counts ->
                counts
                    .number("events", account.events())
                    .number("identifies", account.identifies())
                    .number("marked", account.marked())
                    .number("visitors", account.visitors())
                    .number("page_views", account.visits().pageViews())
                    .number("form_submissions", account.visits().formSubmissions())
                    .number("visitor_events", account.visits().events())
                    .seconds("focus_seconds", account.visits().focusMillis()));
  }
}
