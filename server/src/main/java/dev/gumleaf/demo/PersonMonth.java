package dev.gumleaf.demo;

import dev.gumleaf.demo.Page.Topic;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What one person does in the month. */
final class PersonMonth {
  /** How much of a working day's traffic a day of the weekend has. */
  private static final double WEEKEND = 0.08;

  private static final int FIRST_HOUR = 8;
  private static final int WORK_SECONDS = 10 * 3600;

  /** Leaves room for a form. */
  private static final int VIEWS_MAX = Session.PAGES_MAX - 2;

  private final Company company;
  private final Person person;
  private final Period period;
  private final Ledger ledger;
  private final Chance chance;
  private final Set<Browser> signedIn = new HashSet<>();
  private final List<Coming> comings = new ArrayList<>();

  /** A session that will be, and the form that is filled in at its end; empty for most. */
  private record Coming(Instant start, Optional<Page> form) {}

  PersonMonth(Company company, Person person, Period period, Ledger ledger, Chance chance) {
    this.company = company;
    this.person = person;
    this.period = period;
    this.ledger = ledger;
    this.chance = chance;
  }

  void live() {
    planForms(chance.of("forms"));
    planVisits();
    comings.sort(Comparator.comparing(Coming::start));
    comings.stream().filter(each -> period.contains(each.start())).forEach(this::visit);
  }

  private void planForms(Chance own) {
    if (person.sharesBrowser()) {
      return;
    }
    boolean leads = person.rank() == 0;
    double asks = company.turn() + own.between(0, 9);
    double luck = own.unit();
    switch (company.pattern()) {
      case EVALUATING -> plan(leads && luck < 0.6, asks, Site.DEMO);
      case LOOKING -> plan(leads && luck < 0.4, asks, Site.DEMO);
      case NEWCOMER -> plan(luck < 0.2, own.between(0, company.turn()), Site.DEMO);
      case QUIET, STUDYING -> plan(luck < 0.15, own.between(0, Period.DAYS), Site.NEWSLETTER);
      case CUSTOMER, LEAVING, WATCHING -> {}
    }
    if (leads && company.trial() > 0) {
      comings.add(new Coming(period.at(company.trial()), Optional.of(Site.SIGN_UP)));
    }
  }

  private void plan(boolean happens, double daysLeft, Page form) {
    if (happens) {
      Instant start = period.atWork(daysLeft, zone(), chance.of(form.path()));
      comings.add(new Coming(start, Optional.of(form)));
    }
  }

  private ZoneOffset zone() {
    return company.firm().country().zone();
  }

  private void planVisits() {
    for (LocalDate date : period.dates(zone())) {
      boolean weekend = date.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0;
      Instant opening = date.atTime(FIRST_HOUR, 0).toInstant(zone());
      int sessions = chance.arrivals(mood(opening).sessions() * (weekend ? WEEKEND : 1));
      for (int i = 0; i < sessions; i++) {
        Instant start = opening.plusSeconds(chance.whole(0, WORK_SECONDS));
        comings.add(new Coming(start, Optional.empty()));
      }
    }
  }

  private Mood mood(Instant at) {
    return Habits.of(company, person, period.daysLeft(at));
  }

  private void visit(Coming coming) {
    Mood mood = mood(coming.start());
    List<Browser> browsers = person.browsers();
    Browser browser =
        browsers.size() > 1 && chance.hits(0.3) ? browsers.getLast() : browsers.getFirst();
    Session session = new Session(browser, coming.start(), period, ledger, chance);
    if (person.sharesBrowser()) {
      session.signIn(person);
    }
    int pages = mood.isAbsent() ? 0 : Math.min(VIEWS_MAX, 1 + chance.arrivals(3.5));
    for (int i = 0; i < pages; i++) {
      Topic topic = mood.draw(chance);
      if (topic == Topic.APP && !person.sharesBrowser() && signedIn.add(browser)) {
        session.signIn(person);
      }
      session.view(Site.page(topic, chance));
      act(session, topic);
    }
    coming.form().ifPresent(form -> fill(session, browser, form));
    session.end();
  }

  private void fill(Session session, Browser browser, Page form) {
    session.fill(form, person);
    session.act(
        form.equals(Site.SIGN_UP) ? "Signed Up" : "Form Sent",
        new JsonObject().put("form", form.path()));
    if (form.equals(Site.SIGN_UP) && signedIn.add(browser)) {
      session.signIn(person);
    }
  }

  private void act(Session session, Topic topic) {
    switch (topic) {
      case DOCS -> sometimes(session, 0.2, "Code Copied", "language", List.of("SQL", "curl"));
      case PRICING -> sometimes(session, 0.25, "Plan Compared", "plan", List.of("team", "scale"));
      case INTEGRATIONS ->
          sometimes(session, 0.2, "Integration Viewed", "kind", List.of("warehouse", "crm"));
      case APP -> sometimes(session, 0.4, "Report Opened", "kind", List.of("weekly", "board"));
      case HOME, CUSTOMERS -> sometimes(session, 0.1, "Video Played", "part", List.of("intro"));
      case BLOG, SECURITY, CHANGES, CAREERS, HELP, BILLING, FORM -> {}
    }
  }

  private void sometimes(
      Session session, double probability, String event, String property, List<String> values) {
    if (chance.hits(probability)) {
      session.act(event, new JsonObject().put(property, chance.pick(values)));
    }
  }
}
