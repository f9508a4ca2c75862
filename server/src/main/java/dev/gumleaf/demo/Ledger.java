package dev.gumleaf.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is sent for one company, and what follows from it. Serves one company and then goes. */
final class Ledger {
  private final List<Post> posts = new ArrayList<>();
  private final Map<Browser, Activity> activities = new HashMap<>();
  private final Set<Browser> claimed = new HashSet<>();
  private final Set<String> people = new HashSet<>();
  private long events;
  private long identifies;

  private record Activity(long views, long forms, long events, long focusMillis) {
    static final Activity NONE = new Activity(0, 0, 0, 0);

    Activity plus(Activity other) {
      return new Activity(
          views + other.views,
          forms + other.forms,
          events + other.events,
          focusMillis + other.focusMillis);
    }
  }

  void add(Post post) {
    posts.add(post);
  }

  List<Post> posts() {
    return posts;
  }

  void viewed(Browser browser, long focusMillis) {
    add(browser, new Activity(1, 0, 0, focusMillis));
  }

  void acted(Browser browser) {
    add(browser, new Activity(0, 0, 1, 0));
  }

  void filled(Browser browser) {
    add(browser, new Activity(0, 1, 0, 0));
  }

  private void add(Browser browser, Activity activity) {
    activities.merge(browser, activity, Activity::plus);
  }

  /** Somebody said who uses a browser. */
  void claimed(Browser browser, Person person) {
    claimed.add(browser);
    named(person);
  }

  /** Somebody said something about a person. */
  void named(Person person) {
    people.add(person.email());
  }

  void toldEvents(int count) {
    events += count;
  }

  void toldTraits(int count) {
    identifies += count;
  }

  /** Whose browser nobody knows is of a company only where the address says so. */
  Expected expected() {
    Activity all = Activity.NONE;
    long unknown = 0;
    for (Map.Entry<Browser, Activity> each : activities.entrySet()) {
      boolean known = claimed.contains(each.getKey());
      if (known || each.getKey().inOffice()) {
        all = all.plus(each.getValue());
        unknown += known ? 0 : 1;
      }
    }
    return new Expected(
        events,
        identifies,
        people.size() + unknown,
        all.views(),
        all.forms(),
        all.events(),
        all.focusMillis());
  }
}
