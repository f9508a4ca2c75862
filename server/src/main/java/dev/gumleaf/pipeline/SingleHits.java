package dev.gumleaf.pipeline;

import dev.gumleaf.ingest.MemberValues;
import dev.gumleaf.model.Call;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.model.RawJson;
import dev.gumleaf.model.TraitValue;
import dev.gumleaf.pipeline.Rules.Ruled;
import dev.gumleaf.signal.Facts;
import dev.gumleaf.signal.SignalRule;
import dev.gumleaf.store.EntryRow;
import dev.gumleaf.store.HitRow;
import dev.gumleaf.store.VisitRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Signals that one entry sets off by itself: page views, forms, events. */
final class SingleHits {
  private final List<Ruled<SignalRule.PageView>> pageViews;
  private final List<Ruled<SignalRule.Form>> forms;
  private final List<Ruled<SignalRule.Event>> events;
  private final Map<Occasion, HitRow> ofPeople = new LinkedHashMap<>();
  private final List<HitRow> ofCompanies = new ArrayList<>();

  /** Two copies of a view in one slice are one occasion; the later one has grown. */
  private record Occasion(long signal, ProfileKey profile, long occasion) {}

  SingleHits(List<Ruled<?>> rules) {
    pageViews = Rules.only(rules, SignalRule.PageView.class);
    forms = Rules.only(rules, SignalRule.Form.class);
    events = Rules.only(rules, SignalRule.Event.class);
  }

  Collection<HitRow> ofPeople() {
    return ofPeople.values();
  }

  List<HitRow> ofCompanies() {
    return ofCompanies;
  }

  /** An entry about a person that is new, or a page view that grew. */
  void look(PendingVisit visit) {
    VisitRow row = visit.row();
    Body body = new Body(row.body());
    switch (row.kind()) {
      case PAGE_VIEW -> {
        for (Ruled<SignalRule.PageView> each : pageViews) {
          if (each.rule().isSetOffBy(body, row.focusMillis())) {
            add(each, visit, HitEvidence.ofPageView(row, body));
          }
        }
      }
      case FORM -> {
        for (Ruled<SignalRule.Form> each : forms) {
          if (each.rule().condition().holds(body)
              && (!each.rule().workEmail() || hasWorkEmail(visit))) {
            add(each, visit, HitEvidence.ofForm(row, body));
          }
        }
      }
      case TRACK -> {
        String name = ((Call.Track) visit.call()).event();
        for (Ruled<SignalRule.Event> each : events) {
          if (each.rule().isSetOffBy(name, body)) {
            add(each, visit, HitEvidence.ofEvent(row.messageId(), name));
          }
        }
      }
      case IDENTIFY, METRIC -> {
        // What somebody says about themselves is TraitHits' to see to; metrics set nothing off.
      }
    }
  }

  private static boolean hasWorkEmail(PendingVisit visit) {
    var claim = visit.visitorCall().claim();
    return claim != null && visit.person().company(claim.email()) != null;
  }

  /** An entry of a company that is new. */
  void look(PendingEntry entry) {
    if (entry.call() instanceof Call.Track track) {
      EntryRow row = entry.row();
      Body body = new Body(row.body());
      for (Ruled<SignalRule.Event> each : events) {
        if (each.rule().isSetOffBy(track.event(), body)) {
          ofCompanies.add(
              new HitRow(
                  each.signal().id(),
                  each.signal().version(),
                  null,
                  row.account(),
                  occasion(row.hash(), entry.request(), entry.call()),
                  row.effectiveAt(),
                  HitEvidence.ofEvent(row.messageId(), track.event())));
        }
      }
    }
  }

  private void add(Ruled<?> ruled, PendingVisit visit, String evidence) {
    VisitRow row = visit.row();
    long occasion = occasion(row.hash(), visit.request(), visit.call());
    ofPeople.put(
        new Occasion(ruled.signal().id(), row.profile(), occasion),
        new HitRow(
            ruled.signal().id(),
            ruled.signal().version(),
            row.profile(),
            null,
            occasion,
            row.effectiveAt(),
            evidence));
  }

  /** An entry that cannot be recognised again is told by its place in the journal. */
  private static long occasion(@Nullable Long hash, SliceRequest request, Call call) {
    return hash == null
        ? (request.sequence() << 16) + (call.index() << 3) + call.kind().code()
        : hash;
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
