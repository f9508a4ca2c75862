package dev.gumleaf.api;

import dev.gumleaf.http.Request;
import dev.gumleaf.http.Response;
import dev.gumleaf.model.Score;
import dev.gumleaf.model.ScorePart;
import dev.gumleaf.model.Strength;
import dev.gumleaf.model.Trend;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.score.Points;
import dev.gumleaf.score.ScoreModel;
import dev.gumleaf.score.ScoreTrack;
import dev.gumleaf.store.AccountView;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.DayTotal;
import dev.gumleaf.store.ProfileStore;
import dev.gumleaf.store.ScoreRun;
import dev.gumleaf.store.ScoreStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code /api/v1/accounts/{account}/score}: how much interest a company shows, and why. */
final class ScoreEndpoints {
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  private static final int HISTORY_DAYS = 90;

  /** As long as entries are usually kept. */
  private static final int HISTORY_DAYS_MAX = 400;

  private final Database database;
  private final Accounts accounts;
  private final ScoreStore scores;
  private final ScoreExplanation explanation;
  private final InstantSource clock;

  ScoreEndpoints(
      Database database,
      Accounts accounts,
      ProfileStore profiles,
      ScoreStore scores,
      InstantSource clock) {
    this.database = database;
    this.accounts = accounts;
    this.scores = scores;
    this.explanation = new ScoreExplanation(scores, profiles);
    this.clock = clock;
  }

  private record Found(
      AccountView account,
      ScoreExplanation.Explained explained,
      Trend trend,
      Optional<ScoreRun> run) {}

  /** {@code GET …/score}: the number with the parts that make it and what is behind them. */
  Response find(Request request) {
    WorkspaceId workspace = request.requireWorkspace();
    Instant now = clock.instant();
    Found found =
        database.read(tx -> {
          AccountView account = accounts.find(tx, request);
          ScoreModel model = ScoreModelEndpoints.inForce(tx, workspace);
          return new Found(
              account,
              explanation.explain(tx, workspace, account, model, now),
              scores.findTrend(tx, account.key()).orElse(Trend.NEW),
              scores.findRun(tx, workspace));
        });
    return Json.object(200, json -> write(json, found));
  }

  private static void write(Json json, Found found) throws IOException {
    Score score = found.explained().score();
    json.text("domain", found.account().domain().value())
        .exact("number", score.number())
        .text("strength", score.strength().word())
        .text("trend", found.trend().word())
        .number("version", score.version())
        .time("at", score.at())
        .exact("total", score.total())
        .objects(
            "parts",
            score.parts(),
            (item, part) -> writePart(item, part, found.explained().entries(part.group())))
        .objects("days", found.explained().topDays(), ScoreEndpoints::writeDay)
        .object("rescoring", found.run().orElse(null), ScoreModelEndpoints::writeRun);
  }

  private static void writePart(Json json, ScorePart part, List<ScoreExplanation.Entry> entries)
      throws IOException {
    json.text("group", part.group())
        .exact("number", part.number())
        .exact("raw", part.raw())
        .exact("counted", part.counted())
        .exact("gained", part.gained())
        .exact("decayed", part.decayed())
        .objects("entries", entries, ScoreEndpoints::writeEntry);
  }

  private static void writeEntry(Json json, ScoreExplanation.Entry entry) throws IOException {
    json.time("at", Instant.ofEpochMilli(entry.at()))
        .text("page", entry.page())
        .object("signal", entry.signal(), (signal, id) -> signal.number("id", id))
        .object("person", entry.person(), ProfileJson::writeName)
        .text("message_id", entry.messageId())
        .raw("evidence", entry.evidence())
        .exact("points", entry.points())
        .exact("value", entry.value());
  }

  private static void writeDay(Json json, ScoreExplanation.Day day) throws IOException {
    json.text("day", LocalDate.ofEpochDay(day.day().day()).toString())
        .number("people", day.day().people())
        .exact("points", day.day().total().points())
        .exact("value", day.value())
        .time("at", Instant.ofEpochMilli(day.day().total().at()));
  }

  private record Look(LocalDate day, double number, Trend trend, double points, int people) {}

  /** {@code GET …/score/history}: the number at the end of each day, and today's as of now. */
  Response history(Request request) {
    int days =
        request
            .query("days")
            .map(text -> Math.clamp(Parameters.number("days", text), 0, Integer.MAX_VALUE))
            .orElse(HISTORY_DAYS);
    if (days < 1 || days > HISTORY_DAYS_MAX) {
      throw Parameters.bad("days is from 1 to " + HISTORY_DAYS_MAX);
    }
    Instant now = clock.instant();
    List<Look> looks =
        database.read(tx -> {
          AccountView account = accounts.find(tx, request);
          return looks(
              scores.listTotals(tx, account.key()),
              ScoreModelEndpoints.inForce(tx, request.requireWorkspace()),
              days,
              now.toEpochMilli());
        });
    return Json.object(200, json -> json.objects("items", looks, ScoreEndpoints::writeLook));
  }

  private static List<Look> looks(List<DayTotal> totals, ScoreModel model, int days, long now) {
    List<Look> looks = new ArrayList<>();
    ScoreTrack track = ScoreTrack.NONE;
    long today = Math.floorDiv(now, DAY_MILLIS);
    int next = 0;
    for (long day = today - days + 1; day <= today; day++) {
      DayTotal total = null;
      while (next < totals.size() && totals.get(next).day() <= day) {
        total = totals.get(next++);
        track = track.withNewest(total.day(), Points.NONE, new Points(total.points(), total.at()));
      }
      DayTotal own = total != null && total.day() == day ? total : null;
      long at = Math.min(now, (day + 1) * DAY_MILLIS - 1);
      double sum = track.sums().of(model.halfLife()).read(at);
      looks.add(
          new Look(
              LocalDate.ofEpochDay(day),
              Math.round(model.number(sum) * 10) / 10.0,
              track.trendAt(at),
              own == null ? 0 : own.points(),
              own == null ? 0 : own.people()));
    }
    return looks;
  }

  private static void writeLook(Json json, Look look) throws IOException {
    json.text("day", look.day().toString())
        .exact("number", look.number())
        .text("strength", Strength.of(look.number()).word())
        .text("trend", look.trend().word())
        .exact("points", look.points())
        .number("people", look.people());
  }
}
