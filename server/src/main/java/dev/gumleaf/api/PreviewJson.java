package dev.gumleaf.api;

import dev.gumleaf.model.Strength;
import dev.gumleaf.preview.AudiencePast;
import dev.gumleaf.preview.ForetoldPast;
import dev.gumleaf.preview.PreviewResult;
import dev.gumleaf.preview.ScorePast;
import dev.gumleaf.preview.SignalPast;
import dev.gumleaf.score.Evaluation;
import dev.gumleaf.score.Lift;
import dev.gumleaf.store.AccountView;
import dev.gumleaf.store.AudienceMembers;
import dev.gumleaf.store.HitRow;
import dev.gumleaf.store.ProfileView;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes what was found in the past. */
final class PreviewJson {
  private PreviewJson() {}

  /** A fire with what is known of whose it is. */
  record Shown(HitRow hit, @Nullable ProfileView person, @Nullable AccountView company) {}

  static void write(Json json, PreviewResult result, List<Shown> newest) throws IOException {
    switch (result) {
      case SignalPast past -> write(json, past, newest);
      case AudiencePast past -> write(json, past);
      case ScorePast past -> write(json, past);
    }
  }

  private static void write(Json json, SignalPast past, List<Shown> newest) throws IOException {
    json.time("from", past.from())
        .time("until", past.until())
        .number("fires", past.fires())
        .number("people", past.people())
        .number("companies", past.companies())
        .number("without_company", past.withoutCompany())
        .object(
            "left_out",
            left ->
                left.number("own_people", past.ownPeople())
                    .number("excluded_companies", past.excludedCompanies()))
        .objects(
            "days",
            past.days(),
            (item, day) -> item.text("date", day.date().toString()).number("fires", day.fires()))
        .objects("newest", newest, PreviewJson::write)
        .objects(
            "overlap",
            past.overlaps(),
            (item, other) ->
                item.object(
                        "signal",
                        signal -> signal.number("id", other.signal()).text("name", other.name()))
                    .number("companies", other.companies())
                    .number("both", other.both())
                    .share("share_of_preview", other.both(), past.companies())
                    .share("share_of_signal", other.both(), other.companies()))
        .object("conversion", past.foretold(), PreviewJson::write);
  }

  private static void write(Json json, Shown shown) throws IOException {
    json.time("at", Instant.ofEpochMilli(shown.hit().at()))
        .object("person", shown.person(), ProfileJson::writeName)
        .text("domain", shown.company() == null ? null : shown.company().domain().value())
        .raw("evidence", shown.hit().evidence());
  }

  private static void write(Json json, AudiencePast past) throws IOException {
    json.time("from", past.from())
        .time("until", past.until())
        .objects(
            "days",
            past.days(),
            (item, day) -> {
              item.text("date", day.date().toString());
              writeCount(item, day.members());
            })
        .objects(
            "not_dated",
            past.notDated(),
            (item, part) ->
                item.text("where", part.where())
                    .text("about", part.about())
                    .text("why", part.reason().words()))
        .objects(
            "overlap",
            past.overlaps(),
            (item, other) -> {
              item.object(
                  "audience",
                  audience -> audience.number("id", other.audience()).text("name", other.name()));
              item.number("members", Math.min(other.members(), AudienceMembers.COUNT_MAX))
                  .number("both", Math.min(other.both(), AudienceMembers.COUNT_MAX))
                  .share("share_of_audience", other.both(), other.members());
            })
        .number("audiences_not_compared", past.otherAudiences())
        .object("conversion", past.foretold(), PreviewJson::write);
  }

  private static void write(Json json, ScorePast past) throws IOException {
    json.time("from", past.from())
        .time("until", past.until())
        .raw("rule", past.conversion().rule())
        .decimal("scale", past.scale())
        .decimal("half_life_days", past.inForce().days())
        .number("companies", past.companies())
        .number("conversions", past.conversions())
        .objects("half_lives", past.halfLives(), PreviewJson::write);
  }

  private static void write(Json json, ScorePast.OfHalfLife of) throws IOException {
    json.decimal("half_life_days", of.halfLife().days());
    Double area = of.area();
    if (area == null) {
      json.raw("auc", null);
    } else {
      json.decimal("auc", area);
    }
    json.object(
            "strengths",
            strengths -> {
              for (Strength each : Strength.values()) {
                strengths.number(each.word(), of.strengths().getOrDefault(each, 0L));
              }
            })
        .raw("tens", of.tens().toString());
  }

  /** How many members there are; of very many only that there are more. */
  static void writeCount(Json json, long count) throws IOException {
    json.number("count", Math.min(count, AudienceMembers.COUNT_MAX))
        .flag("count_is_more", count > AudienceMembers.COUNT_MAX);
  }

  private static void write(Json json, ForetoldPast past) throws IOException {
    Evaluation evaluation = past.evaluation();
    json.raw("rule", past.conversion().rule())
        .number("window_days", past.conversion().window().toDays())
        .time("from", past.from())
        .time("until", past.until())
        .number("companies", evaluation.accounts())
        .number("converted", evaluation.converted())
        .number("fired", evaluation.fired())
        .number("foretold", evaluation.foretold())
        .share("precision", evaluation.foretold(), evaluation.fired())
        .decimal("base_rate", evaluation.baseRate())
        .object("lift", evaluation.findLift().orElse(null), PreviewJson::write)
        .raw(
            "median_lead_seconds",
            evaluation.findMedianLead().map(Duration::toSeconds).map(String::valueOf).orElse(null));
  }

  private static void write(Json json, Lift lift) throws IOException {
    json.decimal("times", lift.times())
        .decimal("low", lift.interval().low())
        .decimal("high", lift.interval().high());
  }
}
