package dev.gumleaf.api;

import dev.gumleaf.http.Request;
import dev.gumleaf.http.Response;
import dev.gumleaf.store.AccountView;
import dev.gumleaf.store.AudienceMembers;
import dev.gumleaf.store.AudienceMembers.Question;
import dev.gumleaf.store.AudienceMembers.Sort;
import dev.gumleaf.store.Cursor;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.MembershipStore;
import dev.gumleaf.store.Page;
import dev.gumleaf.store.ProfileView;
import dev.gumleaf.store.SavedAudience;
import dev.gumleaf.store.Transaction;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Who belongs to an audience, asked anew each time. */
final class AudienceMemberEndpoints {
  /** Members that a preview shows. */
  private static final int PREVIEW_ROWS = 50;

  private final Database database;
  private final AudienceEndpoints audiences;
  private final AudienceMembers members;
  private final MembershipStore memberships = new MembershipStore();
  private final InstantSource clock;

  AudienceMemberEndpoints(
      Database database,
      AudienceEndpoints audiences,
      AudienceMembers members,
      InstantSource clock) {
    this.database = database;
    this.audiences = audiences;
    this.members = members;
    this.clock = clock;
  }

  /** {@code GET /api/v1/audiences/{id}/members}. */
  Response list(Request request) {
    Sort sort = sort(request);
    int limit = Parameters.limit(request);
    return database.read(tx -> {
      SavedAudience audience = audiences.require(tx, request);
      Question question = question(request, audience);
      String list = "audience-%d-%s".formatted(audience.id(), word(sort));
      Optional<Cursor> after = Parameters.cursor(request, list);
      return Json.object(
          200, json -> writePage(json, tx, audience, question, sort, list, after, limit));
    });
  }

  private void writePage(
      Json json,
      Transaction tx,
      SavedAudience audience,
      Question question,
      Sort sort,
      String list,
      Optional<Cursor> after,
      int limit)
      throws IOException {
    switch (question.kind()) {
      case ACCOUNTS -> {
        Page<AccountView> page = members.listAccounts(tx, question, sort, after, limit);
        Map<Long, Instant> since =
            memberships.findSince(
                tx, audience, page.items().stream().map(each -> each.key().value()).toList());
        json.page(
            page,
            list,
            (item, account) -> {
              AccountListEndpoint.write(item, account);
              item.time("since", since.get(account.key().value()));
            });
      }
      case VISITORS -> {
        Page<ProfileView> page = members.listVisitors(tx, question, sort, after, limit);
        Map<Long, Instant> since =
            memberships.findSince(
                tx, audience, page.items().stream().map(each -> each.key().value()).toList());
        json.page(
            page,
            list,
            (item, person) -> {
              ProfileJson.write(item, person);
              item.time("since", since.get(person.key().value()));
            });
      }
    }
  }

  /** {@code GET /api/v1/audiences/{id}/count}. */
  Response count(Request request) {
    long count =
        database.read(tx -> members.count(tx, question(request, audiences.require(tx, request))));
    return Json.object(200, json -> PreviewJson.writeCount(json, count));
  }

  /**
   * Tells who belongs to an audience that need not be saved: how many, and those seen last.
   *
   * @param rest writes what else the reply has
   */
  Response preview(Question question, int status, Json.Members rest) {
    return database.read(tx -> {
      audiences.requireSignals(tx, question.workspace(), question.filter());
      return Json.object(
          status,
          json -> {
            PreviewJson.writeCount(json, members.count(tx, question));
            writeItems(json, tx, question);
            rest.write(json);
          });
    });
  }

  private void writeItems(Json json, Transaction tx, Question question) throws IOException {
    Optional<Cursor> start = Optional.empty();
    Sort sort = Sort.LAST_SEEN_FIRST;
    switch (question.kind()) {
      case ACCOUNTS ->
          json.objects(
              "items",
              members.listAccounts(tx, question, sort, start, PREVIEW_ROWS).items(),
              AccountListEndpoint::write);
      case VISITORS ->
          json.objects(
              "items",
              members.listVisitors(tx, question, sort, start, PREVIEW_ROWS).items(),
              ProfileJson::write);
    }
  }

  private Question question(Request request, SavedAudience audience) {
    return new Question(
        request.requireWorkspace(),
        audience.kind(),
        AudienceEndpoints.filter(audience),
        clock.instant());
  }

  private static Sort sort(Request request) {
    return switch (request.query("sort").orElse("-last_seen_at")) {
      case "-last_seen_at" -> Sort.LAST_SEEN_FIRST;
      case "last_seen_at" -> Sort.LAST_SEEN_LAST;
      case "name" -> Sort.NAME;
      default -> throw Parameters.bad("sort is -last_seen_at, last_seen_at or name");
    };
  }

  private static String word(Sort sort) {
    return switch (sort) {
      case LAST_SEEN_FIRST -> "newest";
      case LAST_SEEN_LAST -> "oldest";
      case NAME -> "name";
    };
  }
}
