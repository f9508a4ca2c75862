package dev.gumleaf.pipeline;

import dev.gumleaf.ingest.DomainReader;
import dev.gumleaf.ingest.DomainResult;
import dev.gumleaf.ingest.FormEmail;
import dev.gumleaf.ingest.MemberValues;
import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.RawJson;
import dev.gumleaf.model.TraitValue;
import dev.gumleaf.pipeline.Rules.Ruled;
import dev.gumleaf.signal.Facts;
import dev.gumleaf.signal.SignalRule;
import dev.gumleaf.store.EntryRow;
import dev.gumleaf.store.HitRow;
import dev.gumleaf.store.VisitRow;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Signals that one entry sets off by itself: page views, forms, events. It looks at entries as they
 * are stored, so that what is new and what was stored long ago set off the same.
 */
final class SingleHits {
  private final List<Ruled<SignalRule.PageView>> pageViews;
  private final List<Ruled<SignalRule.Form>> forms;
  private final List<Ruled<SignalRule.Event>> events;
  private final DomainReader domains;
  private final Consumer<HitRow> found;

  /**
   * Finds what entries set off.
   *
   * @param domains tells whose mailboxes are a company's
   * @param found takes each hit
   */
  SingleHits(List<Ruled<?>> rules, DomainReader domains, Consumer<HitRow> found) {
    this.pageViews = Rules.only(rules, SignalRule.PageView.class);
    this.forms = Rules.only(rules, SignalRule.Form.class);
    this.events = Rules.only(rules, SignalRule.Event.class);
    this.domains = domains;
    this.found = found;
  }

  /** The kinds of entries about people that can set one of the rules off. */
  Set<CallKind> kinds() {
    Set<CallKind> kinds = EnumSet.noneOf(CallKind.class);
    if (!pageViews.isEmpty()) {
      kinds.add(CallKind.PAGE_VIEW);
    }
    if (!forms.isEmpty()) {
      kinds.add(CallKind.FORM);
    }
    if (!events.isEmpty()) {
      kinds.add(CallKind.TRACK);
    }
    return kinds;
  }

  /** The names of the events that can set one of the rules off. */
  Set<String> eventNames() {
    return events.stream().map(each -> each.rule().event()).collect(Collectors.toSet());
  }

  /**
   * Looks at an entry about a person.
   *
   * @param name of the event; empty for other kinds
   * @param occasion tells the entry from others
   */
  void look(VisitRow row, String name, long occasion) {
    Body body = new Body(row.body());
    switch (row.kind()) {
      case PAGE_VIEW -> {
        for (Ruled<SignalRule.PageView> each : pageViews) {
          if (each.rule().isSetOffBy(body, row.focusMillis())) {
            found.accept(hit(each, row, occasion, HitEvidence.ofPageView(row, body)));
          }
        }
      }
      case FORM -> {
        for (Ruled<SignalRule.Form> each : forms) {
          if (each.rule().condition().holds(body)
              && (!each.rule().workEmail() || hasWorkEmail(row))) {
            found.accept(hit(each, row, occasion, HitEvidence.ofForm(row, body)));
          }
        }
      }
      case TRACK -> {
        for (Ruled<SignalRule.Event> each : events) {
          if (each.rule().isSetOffBy(name, body)) {
            found.accept(hit(each, row, occasion, HitEvidence.ofEvent(row.messageId(), name)));
          }
        }
      }
      case IDENTIFY, METRIC -> {
        // What somebody says about themselves is TraitHits' to see to; metrics set nothing off.
      }
    }
  }

  private boolean hasWorkEmail(VisitRow form) {
    return FormEmail.find(form.body(), form.others())
        .map(email -> domains.read(email.domain()) instanceof DomainResult.Ok)
        .orElse(false);
  }

  /** Looks at an entry of a company by itself. */
  void look(EntryRow row, String name, long occasion) {
    if (row.kind() != CallKind.TRACK) {
      return;
    }
    Body body = new Body(row.body());
    for (Ruled<SignalRule.Event> each : events) {
      if (each.rule().isSetOffBy(name, body)) {
        found.accept(
            new HitRow(
                each.signal().id(),
                each.signal().version(),
                null,
                row.account(),
                occasion,
                row.effectiveAt(),
                HitEvidence.ofEvent(row.messageId(), name)));
      }
    }
  }

  private static HitRow hit(Ruled<?> ruled, VisitRow row, long occasion, String evidence) {
    return new HitRow(
        ruled.signal().id(),
        ruled.signal().version(),
        row.profile(),
        null,
        occasion,
        row.effectiveAt(),
        evidence);
  }

  /** The members of an entry's body, read when a rule first asks. */
  private static final class Body implements Facts {
    private final String json;
    private @Nullable Map<String, TraitValue> values;

    Body(String json) {
      this.json = json;
    }

    @Override
    public @Nullable TraitValue value(String field) {
      Map<String, TraitValue> read = values;
      if (read == null) {
        read = MemberValues.read(RawJson.of(json));
        values = read;
      }
      return read.get(field);
    }
  }
}
