package dev.gumleaf.signal;

import dev.gumleaf.model.Trait;
import dev.gumleaf.model.TraitName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What sets a signal off; one type for each of the six kinds. */
public sealed interface SignalRule {
  /** The word of the kind in a rule. */
  String kind();

  /**
   * A page was in front for so long. A view grows while it lasts, and counts from the moment its
   * time in all is enough; so once for each view.
   *
   * @param activeMillisMin in front, of the whole view
   */
  record PageView(Condition condition, long activeMillisMin) implements SignalRule {
    @Override
    public String kind() {
      return "page_view";
    }

    public boolean isSetOffBy(Facts page, long activeMillis) {
      return activeMillis >= activeMillisMin && condition.holds(page);
    }
  }

  /**
   * A form was sent in; once for each time.
   *
   * @param workEmail only when it has an e-mail address that is not of a provider of mailboxes
   */
  record Form(Condition condition, boolean workEmail) implements SignalRule {
    @Override
    public String kind() {
      return "form";
    }
  }

  /** Somebody, or a company's own software, did something that is tracked; once for each time. */
  record Event(String event, Condition condition) implements SignalRule {
    @Override
    public String kind() {
      return "event";
    }

    public boolean isSetOffBy(String name, Facts properties) {
      return event.equals(name) && condition.holds(properties);
    }
  }

  /** Somebody had pages in front for so long in one calendar month (UTC); once a month. */
  record SessionTime(long activeMillisMin) implements SignalRule {
    @Override
    public String kind() {
      return "session_time";
    }
  }

  /** A trait of a person changed; once for each time it does. */
  record VisitorTrait(TraitName trait, TraitChange change) implements SignalRule {
    @Override
    public String kind() {
      return "visitor_trait";
    }
  }

  /**
   * A trait of a company changed; once for each time it does, in each group.
   *
   * @param percentOf looks at how many percent of this trait the other one is; null to look at the
   *     trait itself
   * @param groups whether the traits of groups count; else only the company's own
   */
  record AccountTrait(
      TraitName trait, @Nullable TraitName percentOf, TraitChange change, boolean groups)
      implements SignalRule {
    /** The traits that it has to know. */
    public List<TraitName> traits() {
      return percentOf == null ? List.of(trait) : List.of(trait, percentOf);
    }

    /**
     * What the change is looked for in.
     *
     * @param stated all statements about its traits of one owner
     */
    public List<Trait> series(List<Trait> stated) {
      return percentOf == null ? stated : TraitShares.of(stated, trait, percentOf);
    }

    @Override
    public String kind() {
      return "account_trait";
    }
  }
}
