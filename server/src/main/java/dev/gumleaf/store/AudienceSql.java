package dev.gumleaf.store;

import static java.util.stream.Collectors.joining;

import dev.gumleaf.audience.AudienceFilter;
import dev.gumleaf.audience.AudienceFilter.All;
import dev.gumleaf.audience.AudienceFilter.Any;
import dev.gumleaf.audience.AudienceFilter.Compare;
import dev.gumleaf.audience.AudienceFilter.Did;
import dev.gumleaf.audience.AudienceFilter.Not;
import dev.gumleaf.audience.AudienceFilter.OfAccount;
import dev.gumleaf.audience.AudienceFilter.SetOff;
import dev.gumleaf.audience.AudienceKind;
import dev.gumleaf.audience.Field;
import dev.gumleaf.audience.Property;
import dev.gumleaf.condition.Condition;
import dev.gumleaf.model.ScoreScale;
import dev.gumleaf.model.WorkspaceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A filter as a condition on a row: {@code a} of accounts that is merged into no other, or {@code
 * v} of profiles. Not thread-safe; one for each statement.
 *
 * <p>Each condition is true or false and never null, so that the opposite of one holds for exactly
 * the others. Values are parameters. What a filter asks is looked up by the keys of the row, so a
 * row costs what is stored about it, and no more.
 */
final class AudienceSql {
  private final FilterBinds binds = new FilterBinds();
  private final AudienceKind kind;
  private final AccountFields accounts;
  private final VisitorFields visitors;
  private final TraitSql traits;
  private final ValueSql values;
  private final DeedSql deeds;
  private final HitSql hits;
  private final LookSql looks;
  private final ScoreSql scores;

  AudienceSql(Dialect dialect, AudienceKind kind, Instant now, ScoreScale scale) {
    this(dialect, kind, now, scale, false, now);
  }

  private AudienceSql(
      Dialect dialect,
      AudienceKind kind,
      Instant now,
      ScoreScale scale,
      boolean isPast,
      Instant today) {
    this.kind = kind;
    this.scores = new ScoreSql(binds, scale, today);
    ReadColumns columns = new ReadColumns(dialect, binds);
    this.accounts = new AccountFields(dialect, binds, scores);
    this.visitors = new VisitorFields(dialect, binds);
    this.traits = new TraitSql(dialect, columns);
    this.values = new ValueSql(columns, binds, now);
    this.deeds = new DeedSql(dialect, columns, binds, now, isPast);
    this.hits = new HitSql(binds, now, isPast);
    this.looks = new LookSql(columns, binds, now);
  }

  /** For a filter of a workspace. */
  static AudienceSql of(
      Transaction tx,
      WorkspaceId workspace,
      AudienceKind kind,
      AudienceFilter filter,
      Instant now) {
    return new AudienceSql(tx.dialect(), kind, now, scale(tx, workspace, filter));
  }

  /**
   * As it was at the end of a time, as far as that can be asked.
   *
   * @param now of what else is asked, such as scores
   */
  static AudienceSql past(
      Transaction tx,
      WorkspaceId workspace,
      AudienceKind kind,
      AudienceFilter filter,
      Instant end,
      Instant now) {
    return new AudienceSql(tx.dialect(), kind, end, scale(tx, workspace, filter), true, now);
  }

  private static ScoreScale scale(Transaction tx, WorkspaceId workspace, AudienceFilter filter) {
    boolean asksForScores =
        filter
            .all()
            .anyMatch(part -> part.mentions(Property.SCORE) || part.mentions(Property.STRENGTH));
    return asksForScores ? new ScoreStore().scale(tx, workspace) : ScoreStore.STANDARD;
  }

  /** Whether a row was there before the time for which the filter is compiled. */
  String wasSeenBefore(Instant end) {
    String first = fields(kind).time(Property.FIRST_SEEN_AT);
    return "COALESCE(%s, %s.listed_at) < %s"
        .formatted(first, kind == AudienceKind.ACCOUNTS ? "a" : "v", binds.add(end.toEpochMilli()));
  }

  FilterBinds binds() {
    return binds;
  }

  /** Whether a row belongs to the audience. */
  String members(AudienceFilter filter) {
    Property hidden = Property.hidden(kind);
    String condition = condition(filter, kind);
    return filter.mentions(hidden)
        ? condition
        : "NOT (%s) AND %s".formatted(fields(kind).flag(hidden), condition);
  }

  /** Whether a row meets a filter, whoever is left out otherwise. */
  String holds(AudienceFilter filter) {
    return condition(filter, kind);
  }

  /** When the answer about a row can change by the passing of time alone. */
  List<LookSql.Look> looks(AudienceFilter filter) {
    return filter
        .allOfSame()
        .flatMap(part -> Stream.concat(look(part).stream(), decays(part).map(looks::at)))
        .toList();
  }

  private Stream<String> decays(AudienceFilter part) {
    if (part instanceof Compare compare && compare.field() == Property.SCORE) {
      return scores.crossings(compare.condition());
    }
    return part instanceof Compare compare && compare.field() == Property.STRENGTH
        ? scores.crossings()
        : Stream.of();
  }

  private Optional<LookSql.Look> look(AudienceFilter part) {
    return switch (part) {
      case Compare(Field field, Condition.InLastDays(int days), boolean negated) ->
          switch (field) {
            case Field.Trait trait ->
                Optional.of(looks.atDays(traits.values(fields(kind).trait(trait)), days));
            case Property property ->
                property.type() == Property.Type.TIME
                    ? Optional.of(looks.afterDays(fields(kind).time(property), days))
                    : Optional.empty();
          };
      case Did did ->
          Optional.of(
              looks.at(
                  switch (kind) {
                    case ACCOUNTS -> deeds.lookAtAccount(did);
                    case VISITORS -> deeds.lookAtVisitor(did);
                  }));
      case SetOff setOff ->
          setOff
              .inLastDays()
              .map(days ->
                  looks.at(
                      switch (kind) {
                        case ACCOUNTS -> hits.lookAtAccount(setOff, days);
                        case VISITORS -> hits.lookAtVisitor(setOff, days);
                      }));
      case Compare compare -> Optional.empty();
      case All all -> Optional.empty();
      case Any any -> Optional.empty();
      case Not not -> Optional.empty();
      case OfAccount ofAccount -> Optional.empty();
    };
  }

  private SubjectFields fields(AudienceKind of) {
    return switch (of) {
      case ACCOUNTS -> accounts;
      case VISITORS -> visitors;
    };
  }

  private String condition(AudienceFilter filter, AudienceKind of) {
    return switch (filter) {
      case All all -> all.parts().isEmpty() ? "(1 = 1)" : group(all.parts(), " AND ", of);
      case Any any -> any.parts().isEmpty() ? "(1 = 0)" : group(any.parts(), " OR ", of);
      case Not not -> "(NOT " + condition(not.part(), of) + ")";
      case Compare compare ->
          "(%s %s)".formatted(compare.negated() ? "NOT" : "", compare(compare, of));
      case Did did ->
          switch (of) {
            case ACCOUNTS -> deeds.ofAccount(did);
            case VISITORS -> deeds.ofVisitor(did);
          };
      case SetOff setOff ->
          switch (of) {
            case ACCOUNTS -> hits.ofAccount(setOff);
            case VISITORS -> hits.ofVisitor(setOff);
          };
      case OfAccount(AudienceFilter account) ->
          """
          EXISTS (
            SELECT 1
            FROM accounts h
              JOIN accounts a ON a.account_key = COALESCE(h.merged_into, h.account_key)
            WHERE h.account_key = v.account_key AND %s)
          """
              .formatted(condition(account, AudienceKind.ACCOUNTS));
    };
  }

  private String group(List<AudienceFilter> parts, String between, AudienceKind of) {
    return parts.stream().map(part -> condition(part, of)).collect(joining(between, "(", ")"));
  }

  private String compare(Compare compare, AudienceKind of) {
    return switch (compare.field()) {
      case Field.Trait trait -> trait(trait, compare.condition(), of);
      case Property property -> property(property, compare.condition(), of);
    };
  }

  private String trait(Field.Trait trait, Condition condition, AudienceKind of) {
    String best = fields(of).trait(trait);
    return condition instanceof Condition.IsSet
        ? traits.isSet(best)
        : exists(traits.values(best), values.text("x.value", condition));
  }

  private String property(Property property, Condition condition, AudienceKind of) {
    SubjectFields fields = fields(of);
    if (property == Property.SCORE) {
      return "(" + scores.number(condition) + ")";
    }
    if (property == Property.FIT) {
      return exists(
          "SELECT f.number AS value " + AccountFields.FIT, values.number("x.value", condition));
    }
    return switch (property.type()) {
      case TEXT -> exists(fields.texts(property), values.text("x.value", condition));
      case NUMBER -> "(" + values.number(fields.number(property), condition) + ")";
      case FLAG -> "(" + values.flag(fields.flag(property), condition) + ")";
      // By the column itself, so that its index can be used.
      case TIME ->
          property == Property.LAST_SEEN_AT
              ? "(%1$s IS NOT NULL AND %2$s)"
                  .formatted(fields.time(property), values.time(fields.time(property), condition))
              : exists(
                  "SELECT %s AS value".formatted(fields.time(property)),
                  values.time("x.value", condition));
    };
  }

  private static String exists(String rows, String condition) {
    return "EXISTS (SELECT 1 FROM (%s) x WHERE %s)".formatted(rows, condition);
  }
}
