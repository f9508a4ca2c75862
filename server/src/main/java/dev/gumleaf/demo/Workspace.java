package dev.gumleaf.demo;

import java.util.List;

/** A company's tenant of the product, as the backend counts it. */
final class Workspace {
  private static final int SEAT_DOLLARS = 24;
  private static final List<Integer> LIMITS = List.of(5, 10, 25, 50, 100, 250);
  private static final List<String> KINDS = List.of("weekly", "board", "pipeline", "finance");

  private final String id;
  private final Chance chance;
  private int seats;
  private int reports;

  Workspace(Company company, Chance chance) {
    this.id = "ws_" + chance.hex(8);
    this.chance = chance;
    int spare = company.pattern().isCustomer() ? chance.whole(3, 40) : chance.whole(0, 3);
    this.seats = company.people().size() + spare;
  }

  /** Reports that a company makes on a working day, on average. */
  static double reports(Company company, double daysLeft) {
    double base = company.pattern() == Pattern.LEAVING ? Math.min(1, daysLeft / 25) : 1;
    boolean paid = company.pattern().isCustomer() || daysLeft <= company.turn();
    return (paid ? 3 : 1.2) * base * company.zeal();
  }

  String id() {
    return id;
  }

  int seats() {
    return seats;
  }

  int amount() {
    return seats * SEAT_DOLLARS;
  }

  JsonObject report() {
    reports++;
    return new JsonObject()
        .put("workspace_id", id)
        .put("kind", chance.pick(KINDS))
        .put("rows", chance.whole(20, 4_000));
  }

  /** Takes some seats more or less, and gives how many there are. */
  int change(boolean grows) {
    int by = chance.whole(1, 4);
    seats = grows ? seats + by : Math.max(1, seats - by);
    return seats;
  }

  /** What the nightly sync states. */
  JsonObject traits(String plan) {
    int limit = LIMITS.stream().filter(each -> each >= seats).findFirst().orElse(1_000);
    return new JsonObject()
        .put("group_id", id)
        .put("billing_plan", plan)
        .put("seats", seats)
        .put("seat_limit", limit)
        .put("reports", reports)
        .put("reports_limit", limit * 10L);
  }
}
