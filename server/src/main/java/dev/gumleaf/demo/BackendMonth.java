package dev.gumleaf.demo;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** What the product's backend and its data import tell about one company in the month. */
final class BackendMonth {
  private static final Duration TRIAL = Duration.ofDays(14);

  private final Company company;
  private final Period period;
  private final Outbox outbox;
  private final Chance chance;
  private final ZoneOffset zone;
  private boolean introduced;

  BackendMonth(Company company, Period period, Ledger ledger, Chance chance) {
    this.company = company;
    this.period = period;
    this.chance = chance;
    this.outbox = new Outbox(company, period, ledger, chance.of("ids"));
    this.zone = company.firm().country().zone();
  }

  void live() {
    importFirm();
    Workspace workspace = new Workspace(company, chance.of("workspace"));
    if (company.trial() > 0) {
      beginTrial(workspace);
    }
    for (LocalDate date : period.dates(zone)) {
      live(date, workspace);
    }
    if (company.pattern().buys()) {
      buy(workspace);
    }
    outbox.send();
  }

  /** Everybody's first import is in the first days, and some have changed by the second. */
  private void importFirm() {
    double first = company.pattern() == Pattern.NEWCOMER ? company.turn() : Period.DAYS;
    Instant at = period.at(first).plus(Duration.ofMinutes(chance.whole(60, 2_000)));
    outbox.traits(at, firm(company.firm().employees()));
    if (chance.hits(0.3)) {
      int employees = (int) (company.firm().employees() * chance.between(0.97, 1.06)) + 1;
      outbox.traits(period.at(chance.between(0.5, first / 2)), firm(employees));
    }
  }

  private JsonObject firm(int employees) {
    Company.Firm firm = company.firm();
    return new JsonObject()
        .put("name", company.name())
        .put("industry", firm.industry())
        .put("employees", employees)
        .put("revenue", firm.revenue())
        .put("country", firm.country().title())
        .put("founded", firm.founded());
  }

  private void beginTrial(Workspace workspace) {
    Instant at = period.at(company.trial()).plus(Duration.ofMinutes(12));
    outbox.event(at, "Workspace Created", new JsonObject().put("workspace_id", workspace.id()));
    outbox.event(at.plusSeconds(1), "Trial Started", new JsonObject().put("days", 14));
    for (int i = 1; i < company.people().size(); i++) {
      Instant invited = at.plus(Duration.ofMinutes(chance.whole(30, 6_000)));
      if (chance.hits(0.5)) {
        outbox.event(invited, "Member Invited", new JsonObject().put("role", "editor"));
      }
    }
  }

  private void live(LocalDate date, Workspace workspace) {
    Instant opening = date.atTime(8, 0).toInstant(zone);
    double daysLeft = period.daysLeft(opening);
    if (!company.hasWorkspace(daysLeft)) {
      return;
    }
    introduce(opening.plus(Duration.ofHours(3)), workspace);
    boolean weekend = date.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0;
    int reports = chance.arrivals(Workspace.reports(company, daysLeft) * (weekend ? 0.1 : 1));
    for (int i = 0; i < reports; i++) {
      Instant at = opening.plusSeconds(chance.whole(0, 36_000));
      outbox.event(at, "Report Created", workspace.report());
    }
    if (!weekend && company.pattern().isCustomer() && chance.hits(0.25)) {
      boolean grows = company.pattern() == Pattern.CUSTOMER;
      int seats = workspace.change(grows);
      Instant at = opening.plusSeconds(chance.whole(0, 36_000));
      outbox.event(at, grows ? "Seat Added" : "Seat Removed", new JsonObject().put("seats", seats));
    }
    if (date.getDayOfMonth() == 1 && company.pattern().isCustomer()) {
      outbox.event(opening, "Invoice Paid", new JsonObject().put("amount", workspace.amount()));
    }
    outbox.traits(opening.plus(Duration.ofHours(14)), workspace.traits(plan(daysLeft)));
  }

  /** The backend knows its users; it writes of them as a server does. */
  private void introduce(Instant at, Workspace workspace) {
    if (!introduced && period.contains(at)) {
      List<Person> users =
          company.pattern().isCustomer() ? company.people() : company.people().subList(0, 1);
      users.forEach(user -> outbox.person(at, user, workspace.id()));
      introduced = true;
    }
  }

  private String plan(double daysLeft) {
    if (company.pattern().isCustomer()
        || (company.pattern().buys() && daysLeft <= company.turn())) {
      return "team";
    }
    return company.trial() - daysLeft < TRIAL.toDays() ? "trial" : "free";
  }

  private void buy(Workspace workspace) {
    outbox.event(
        period.at(company.turn()),
        "Subscription Started",
        new JsonObject()
            .put("plan", "team")
            .put("seats", workspace.seats())
            .put("amount", workspace.amount()));
  }
}
