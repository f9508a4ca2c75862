package dev.gumleaf.preview;

import dev.gumleaf.audience.AudienceFilter;
import dev.gumleaf.audience.AudienceKind;
import dev.gumleaf.audience.NotDated;
import dev.gumleaf.ingest.DomainReader;
import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.score.Evaluation;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.PastMembers;
import dev.gumleaf.store.StoredSignal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who would have belonged to an audience at the end of each of the last days, which saved ones have
 * the same members, and what membership would have foretold.
 */
public final class AudiencePreview implements Preview {
  /** Audiences that are compared; each costs about what the audience itself does. */
  public static final int COMPARED_MAX = 50;

  /** Members read in one transaction. */
  private static final int STRETCH = 500;

  private final Database database;
  private final DomainReader domains;
  private final WorkspaceId workspace;
  private final Question question;
  private final PastMembers members = new PastMembers();

  /** A saved audience, read. */
  public record Saved(long id, String name, AudienceFilter filter) {}

  /**
   * What is asked.
   *
   * @param others saved audiences of the same kind, at most {@link #COMPARED_MAX}
   * @param otherAudiences how many more there are
   * @param conversion null when it does not matter what follows; only for companies
   */
  public record Question(
      AudienceKind kind,
      AudienceFilter filter,
      int days,
      List<Saved> others,
      long otherAudiences,
      @Nullable Conversion conversion,
      Instant now) {
    public Question {
      others = List.copyOf(others);
    }
  }

  public AudiencePreview(
      Database database, DomainReader domains, WorkspaceId workspace, Question question) {
    this.database = database;
    this.domains = domains;
    this.workspace = workspace;
    this.question = question;
  }

  @Override
  public String kind() {
    return "audience";
  }

  @Override
  public PreviewResult run(RunWatch watch) {
    PastDays days = new PastDays(question.now(), question.days());
    Past past = new Past(database, domains, workspace, watch);
    Conversion conversion = question.conversion();
    watch.expect(question.days() + question.others().size());
    watch.expect(conversion == null ? 0 : 2 * past.countOwners());
    List<AudiencePast.Day> counts = new ArrayList<>();
    List<Instant> ends = days.ends();
    for (int i = 0; i < ends.size(); i++) {
      counts.add(new AudiencePast.Day(days.list().get(i), count(ends.get(i))));
      watch.advance(1);
    }
    List<AudiencePast.Overlap> overlaps = new ArrayList<>();
    for (Saved other : question.others()) {
      overlaps.add(overlap(other));
      watch.advance(1);
    }
    return new AudiencePast(
        days.from(),
        question.now(),
        counts,
        NotDated.of(question.kind(), question.filter()),
        overlaps,
        question.otherAudiences(),
        conversion == null ? null : foretold(past, days, conversion, watch));
  }

  private long count(Instant end) {
    return database.read(tx ->
        members.count(tx, workspace, question.kind(), question.filter(), end, question.now()));
  }

  private AudiencePast.Overlap overlap(Saved other) {
    AudienceKind kind = question.kind();
    Instant now = question.now();
    return database.read(tx ->
        new AudiencePast.Overlap(
            other.id(),
            other.name(),
            members.countBoth(tx, workspace, kind, other.filter(), other.filter(), now),
            members.countBoth(tx, workspace, kind, question.filter(), other.filter(), now)));
  }

  /** Takes the members of one moment, a window ago, and looks at what followed. */
  private ForetoldPast foretold(Past past, PastDays days, Conversion conversion, RunWatch watch) {
    Duration window = conversion.window();
    Instant moment = question.now().minus(window);
    FirstTimes converted = new FirstTimes(watch);
    StoredSignal hoped =
        new StoredSignal(0, "", 1, conversion.rule(), true, question.now(), question.now());
    past.replay(List.of(hoped), days.rangeOfConversions(window), converted::happened);
    Set<AccountKey> belonged = membersAt(moment, watch);
    Evaluation.Tally tally =
        new Evaluation.Tally(window, moment.toEpochMilli(), question.now().toEpochMilli());
    past.companies(company ->
        tally.add(
            new Evaluation.History(
                company.since(),
                belonged.contains(company.account()) ? (Long) moment.toEpochMilli() : null,
                converted.find(company.account()))));
    return new ForetoldPast(tally.finish(), conversion, moment, moment);
  }

  private Set<AccountKey> membersAt(Instant moment, RunWatch watch) {
    Set<AccountKey> belonged = new HashSet<>();
    List<AccountKey> some = List.of();
    do {
      long after = some.isEmpty() ? 0 : some.getLast().value();
      some =
          database.read(tx ->
              members.list(
                  tx, workspace, question.filter(), moment, question.now(), after, STRETCH));
      belonged.addAll(some);
      watch.requireRoom(belonged.size());
      watch.advance(0);
    } while (some.size() == STRETCH);
    return belonged;
  }
}
