package dev.gumleaf.preview;

import dev.gumleaf.ingest.DomainReader;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.score.Evaluation;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.SignalStore;
import dev.gumleaf.store.StoredSignal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rule would have done in the last days, had it been in force all the time: what it would
 * have found, which signals find the same companies, and what it would have foretold.
 */
public final class SignalPreview implements Preview {
  private final Database database;
  private final DomainReader domains;
  private final WorkspaceId workspace;
  private final Question question;

  /**
   * What is asked.
   *
   * @param rule a readable rule, as JSON
   * @param conversion null when it does not matter what follows
   */
  public record Question(String rule, int days, @Nullable Conversion conversion, Instant now) {}

  public SignalPreview(
      Database database, DomainReader domains, WorkspaceId workspace, Question question) {
    this.database = database;
    this.domains = domains;
    this.workspace = workspace;
    this.question = question;
  }

  @Override
  public String kind() {
    return "signal";
  }

  @Override
  public PreviewResult run(RunWatch watch) {
    Past past = new Past(database, domains, workspace, watch);
    PastDays days = new PastDays(question.now(), question.days());
    List<StoredSignal> others =
        database.read(tx -> new SignalStore().list(tx, workspace)).stream()
            .filter(StoredSignal::enabled)
            .toList();
    List<StoredSignal> all = new ArrayList<>();
    all.add(draft(question.rule(), question.now()));
    all.addAll(others);
    Conversion conversion = question.conversion();
    watch.expect(past.countOwners() * (conversion == null ? 1 : 3));
    FireTally tally = new FireTally(days, all, watch);
    past.replay(all, days.range(), tally::add);
    ForetoldPast foretold = conversion == null ? null : foretold(past, days, conversion, watch);
    return tally.finish(others, foretold);
  }

  private ForetoldPast foretold(Past past, PastDays days, Conversion conversion, RunWatch watch) {
    Duration window = conversion.window();
    FirstTimes converted = new FirstTimes(watch);
    past.replay(
        List.of(draft(conversion.rule(), question.now())),
        days.rangeOfConversions(window),
        converted::happened);
    FirstTimes fired = new FirstTimes(watch);
    past.replay(
        List.of(draft(question.rule(), question.now())), days.rangeWith(window), fired::known);
    Instant from = days.from().minus(window);
    Evaluation.Tally tally =
        new Evaluation.Tally(window, from.toEpochMilli(), question.now().toEpochMilli());
    past.companies(company ->
        tally.add(
            new Evaluation.History(
                company.since(),
                fired.find(company.account()),
                converted.find(company.account()))));
    return new ForetoldPast(tally.finish(), conversion, from, question.now().minus(window));
  }

  /** A rule as a signal that nobody made. */
  private static StoredSignal draft(String rule, Instant now) {
    return new StoredSignal(0, "", 1, rule, true, now, now);
  }
}
