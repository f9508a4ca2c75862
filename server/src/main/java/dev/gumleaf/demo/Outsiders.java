package dev.gumleaf.demo;

import dev.gumleaf.demo.Page.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Who is of no company that could buy: bots, private people, and our own. */
final class Outsiders {
  private static final int OWN_PEOPLE_MAX = 3;

  private final Period period;
  private final Chance chance;
  private final int companies;
  private final Ledger ledger = new Ledger();

  private Outsiders(Period period, Chance chance, int companies) {
    this.period = period;
    this.chance = chance;
    this.companies = companies;
  }

  /** What they send beside so many companies. */
  static List<Post> posts(Period period, Chance chance, int companies) {
    Outsiders outsiders = new Outsiders(period, chance, companies);
    outsiders.crawl();
    outsiders.readAtHome();
    outsiders.work();
    return outsiders.ledger.posts();
  }

  /** Bots look at many pages, the prices among them, day and night. */
  private void crawl() {
    int bots = Math.min(Words.BOTS.size(), 1 + companies / 50);
    for (String agent : Words.BOTS.subList(0, bots)) {
      Browser bot = new Browser(chance.uuid(), agent, "2001:db8:ffff::" + chance.hex(4), false);
      for (int day = 0; day < Period.DAYS; day++) {
        Session session = session(bot, period.at(day + chance.unit()));
        for (int i = 0; i < Session.PAGES_MAX; i++) {
          Topic topic = i % 3 == 0 ? Topic.PRICING : chance.pick(List.of(Topic.DOCS, Topic.BLOG));
          session.view(Site.page(topic, chance));
        }
        session.end();
      }
    }
  }

  private Session session(Browser browser, Instant start) {
    return new Session(browser, start, period, ledger, chance);
  }

  private void readAtHome() {
    for (int i = 0; i < 2 + companies / 5; i++) {
      Browser home =
          new Browser(
              chance.uuid(),
              chance.pick(Words.BROWSERS),
              "2001:db8:fffe:%x::1".formatted(i + 1),
              false);
      Person person = privatePerson(home);
      List<Double> days = new ArrayList<>();
      for (int visit = chance.whole(1, 5); visit > 0; visit--) {
        days.add(chance.between(0, Period.DAYS));
      }
      for (double day : days) {
        Session session = session(home, period.at(day));
        for (int page = chance.whole(1, 6); page > 0; page--) {
          Topic topic = chance.pick(List.of(Topic.BLOG, Topic.DOCS, Topic.PRICING, Topic.HOME));
          session.view(Site.page(topic, chance));
        }
        if (chance.hits(0.3)) {
          session.fill(Site.NEWSLETTER, person);
        }
        session.end();
      }
    }
  }

  /** Nobody's address: this provider lets nobody have one with a hyphen. */
  private Person privatePerson(Browser home) {
    String given = chance.pick(Words.GIVEN);
    String family = chance.pick(Words.FAMILY);
    String email = (given + "." + family).toLowerCase(Locale.ROOT) + "-harborlane@gmail.com";
    return new Person(given + " " + family, email, "", 0, List.of(home), false);
  }

  private void work() {
    for (int i = 0; i < Math.min(OWN_PEOPLE_MAX, 1 + companies / 60); i++) {
      Browser desk =
          new Browser(
              chance.uuid(), chance.pick(Words.BROWSERS), "2001:db8:fffc::" + (i + 1), false);
      String given = chance.pick(Words.GIVEN);
      String email = given.toLowerCase(Locale.ROOT) + "." + i + "@" + Site.DOMAIN;
      Person colleague = new Person(given, email, "Support", 0, List.of(desk), false);
      for (int day = 0; day < Period.DAYS; day++) {
        Session session = session(desk, period.at(day + chance.unit()));
        session.signIn(colleague);
        for (int page = chance.whole(2, 8); page > 0; page--) {
          Topic topic = chance.pick(List.of(Topic.APP, Topic.DOCS, Topic.PRICING));
          session.view(Site.page(topic, chance));
        }
        session.end();
      }
    }
  }
}
