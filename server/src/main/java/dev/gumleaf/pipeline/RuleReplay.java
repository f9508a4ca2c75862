package dev.gumleaf.pipeline;

import dev.gumleaf.ingest.DomainReader;
import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.model.TraitName;
import dev.gumleaf.pipeline.MonthlyHits.Month;
import dev.gumleaf.pipeline.Rules.Ruled;
import dev.gumleaf.pipeline.TraitHits.Statement;
import dev.gumleaf.signal.SignalRule;
import dev.gumleaf.store.HitRow;
import dev.gumleaf.store.PastEntries;
import dev.gumleaf.store.SignalDerivation;
import dev.gumleaf.store.StoredSignal;
import dev.gumleaf.store.StoredView;
import dev.gumleaf.store.TimeRange;
import dev.gumleaf.store.Transaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What rules set off in all that is stored, as if they had been in force all the time: the same
 * hits as {@link FindSignals} finds while entries arrive, because the same code looks at them.
 * Writes nothing. Not thread-safe.
 */
public final class RuleReplay {
  private final List<Ruled<?>> rules;
  private final DomainReader domains;
  private final TimeRange range;
  private final Consumer<HitRow> found;
  private final Runnable looked;

  /**
   * A replay.
   *
   * @param signals whose rules, readable; what is found carries their ids
   * @param domains as the pipeline has them
   * @param range in which something is found
   * @param found takes each hit
   * @param looked runs for each entry that is looked at, and ends the replay by what it throws
   */
  public RuleReplay(
      Collection<StoredSignal> signals,
      DomainReader domains,
      TimeRange range,
      Consumer<HitRow> found,
      Runnable looked) {
    Rules read = new Rules();
    this.rules = read.of(signals);
    this.domains = domains;
    this.range = range;
    this.looked = looked;
    this.found =
        hit -> {
          if (hit.at() >= range.from() && hit.at() < range.until()) {
            found.accept(hit);
          }
        };
  }

  /** Whether people can set one of the rules off. */
  public boolean looksAtPeople() {
    return rules.stream().anyMatch(each -> !(each.rule() instanceof SignalRule.AccountTrait));
  }

  /** Whether a company by itself can. */
  public boolean looksAtCompanies() {
    return rules.stream()
        .anyMatch(each ->
            each.rule() instanceof SignalRule.AccountTrait
                || each.rule() instanceof SignalRule.Event);
  }

  /** Looks at everything about some profiles. */
  public void lookAtPeople(Transaction tx, List<ProfileKey> profiles) {
    PastEntries entries = new PastEntries(tx);
    SingleHits single = new SingleHits(rules, domains, found);
    entries.forEachVisit(
        profiles,
        single.kinds(),
        single.eventNames(),
        range,
        (key, row, name) -> {
          looked.run();
          single.look(row, name, row.hash() == null ? key : row.hash());
        });
    lookAtMonths(entries, profiles);
    lookAtTraits(new SignalDerivation(tx), profiles);
  }

  private void lookAtMonths(PastEntries entries, List<ProfileKey> profiles) {
    List<Ruled<SignalRule.SessionTime>> months = Rules.only(rules, SignalRule.SessionTime.class);
    if (months.isEmpty()) {
      return;
    }
    MonthByMonth views = new MonthByMonth(months);
    entries.forEachPageView(
        profiles,
        new TimeRange(Month.start(range.from()), Month.end(range.until())),
        (profile, view) -> {
          looked.run();
          views.add(Month.of(profile, view.at()), view);
        });
    views.finish();
  }

  /** Adds the views of one month up, and then those of the next. */
  private final class MonthByMonth {
    private final List<Ruled<SignalRule.SessionTime>> rules;
    private final List<StoredView> views = new ArrayList<>();
    private @Nullable Month month;

    MonthByMonth(List<Ruled<SignalRule.SessionTime>> rules) {
      this.rules = rules;
    }

    void add(Month next, StoredView view) {
      if (!next.equals(month)) {
        finish();
        month = next;
      }
      views.add(view);
    }

    void finish() {
      Month known = month;
      if (known != null) {
        rules.forEach(each -> MonthlyHits.find(known, each, views).ifPresent(found));
      }
      views.clear();
    }
  }

  private void lookAtTraits(SignalDerivation signals, List<ProfileKey> profiles) {
    List<Ruled<SignalRule.VisitorTrait>> traits = Rules.only(rules, SignalRule.VisitorTrait.class);
    if (traits.isEmpty()) {
      return;
    }
    Set<TraitName> names =
        traits.stream().map(each -> each.rule().trait()).collect(Collectors.toSet());
    signals
        .findProfileIdentifies(
            profiles,
            identify -> {
              looked.run();
              return TraitHits.ofPerson(identify, names);
            })
        .forEach((profile, all) ->
            traits.forEach(each -> TraitHits.find(profile, each, all).forEach(found)));
  }

  /** Looks at everything that was said about some accounts themselves. */
  public void lookAtCompanies(Transaction tx, List<AccountKey> accounts) {
    SingleHits single = new SingleHits(rules, domains, found);
    new PastEntries(tx)
        .forEachEvent(
            accounts,
            single.eventNames(),
            range,
            (key, row, name) -> {
              looked.run();
              single.look(row, name, row.hash() == null ? key : row.hash());
            });
    List<Ruled<SignalRule.AccountTrait>> traits = Rules.only(rules, SignalRule.AccountTrait.class);
    if (traits.isEmpty()) {
      return;
    }
    Set<TraitName> names =
        traits.stream().flatMap(each -> each.rule().traits().stream()).collect(Collectors.toSet());
    new SignalDerivation(tx)
        .findAccountIdentifies(
            accounts,
            identify -> {
              looked.run();
              return TraitHits.ofCompany(identify, names);
            })
        .forEach((account, all) -> look(account, all, traits));
  }

  private void look(
      AccountKey account, List<Statement> all, List<Ruled<SignalRule.AccountTrait>> traits) {
    traits.forEach(each -> TraitHits.find(account, each, all).forEach(found));
  }
}
