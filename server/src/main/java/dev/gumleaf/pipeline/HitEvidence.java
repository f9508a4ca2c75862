package dev.gumleaf.pipeline;

import dev.gumleaf.ingest.MemberValues;
import dev.gumleaf.model.GroupId;
import dev.gumleaf.model.JsonText;
import dev.gumleaf.model.RawJson;
import dev.gumleaf.model.Trait;
import dev.gumleaf.model.TraitName;
import dev.gumleaf.model.TraitValue;
import dev.gumleaf.signal.Facts;
import dev.gumleaf.signal.TraitShares;
import dev.gumleaf.signal.TraitTransitions.Transition;
import dev.gumleaf.store.HitRow;
import dev.gumleaf.store.VisitRow;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What set a signal off, as JSON to be shown: enough to understand it after the entry is gone. */
final class HitEvidence {
  /** Characters of a value; the entry has it whole. */
  private static final int VALUE_CHARS_MAX = 1_000;

  private static final String PERCENT_OF = "percent_of";

  private HitEvidence() {}

  static String ofPageView(VisitRow view, Facts page) {
    Map<String, String> members = new LinkedHashMap<>();
    put(members, "message_id", view.messageId());
    put(members, "url", page.value("url"));
    put(members, "path", page.value("path"));
    put(members, "title", page.value("title"));
    members.put("active_seconds", seconds(view.focusMillis()));
    return json(members);
  }

  static String ofForm(VisitRow form, Facts body) {
    Map<String, String> members = new LinkedHashMap<>();
    put(members, "message_id", form.messageId());
    put(members, "form", body.value("name"));
    put(members, "path", body.value("context.page.path"));
    return json(members);
  }

  static String ofEvent(@Nullable String messageId, String event) {
    Map<String, String> members = new LinkedHashMap<>();
    put(members, "message_id", messageId);
    put(members, "event", event);
    return json(members);
  }

  static String ofMonth(String month, @Nullable String messageId, long activeMillisMin) {
    Map<String, String> members = new LinkedHashMap<>();
    put(members, "month", month);
    put(members, "message_id", messageId);
    members.put("active_seconds", seconds(activeMillisMin));
    return json(members);
  }

  /**
   * What changed.
   *
   * @param percentOf when it is how many percent of this trait the other one is
   */
  record Subject(TraitName trait, @Nullable TraitName percentOf) {}

  static String ofTrait(Subject subject, @Nullable String group, Transition transition) {
    Map<String, String> members = new LinkedHashMap<>();
    put(members, "trait", subject.trait().value());
    put(members, PERCENT_OF, subject.percentOf() == null ? null : subject.percentOf().value());
    put(members, "group_id", group);
    members.put("before", transition.before() == null ? "null" : limited(transition.before()));
    members.put("after", limited(transition.after()));
    return json(members);
  }

  static boolean isOfTrait(String evidence) {
    return evidence.startsWith("{\"trait\":");
  }

  /** Whether statements still say both what a trait was before and what it became. */
  static boolean isStated(HitRow hit, Map<GroupId, List<Trait>> stated) {
    Map<String, TraitValue> evidence = MemberValues.read(RawJson.of(hit.evidence()));
    if (!(evidence.get("trait") instanceof TraitValue.Text(String trait))) {
      return false;
    }
    TraitName name = new TraitName(trait);
    TraitName whole =
        evidence.get(PERCENT_OF) instanceof TraitValue.Text(String of) ? new TraitName(of) : null;
    Subject subject = new Subject(name, whole);
    return stated.entrySet().stream()
        .anyMatch(group ->
            isStated(
                hit,
                subject,
                group.getKey(),
                whole == null ? group.getValue() : TraitShares.of(group.getValue(), name, whole)));
  }

  private static boolean isStated(HitRow hit, Subject subject, GroupId group, List<Trait> stated) {
    String name = group.isNone() ? null : group.value();
    List<Trait> same = stated.stream().filter(each -> each.name().equals(subject.trait())).toList();
    return same.stream()
        .filter(after -> after.effectiveAt().toEpochMilli() == hit.at())
        .anyMatch(after ->
            Stream.concat(Stream.of((TraitValue) null), same.stream().map(Trait::value))
                .anyMatch(before ->
                    ofTrait(
                            subject,
                            name,
                            new Transition(after.effectiveAt(), before, after.value()))
                        .equals(hit.evidence())));
  }

  private static void put(Map<String, String> members, String name, @Nullable TraitValue value) {
    if (value instanceof TraitValue.Text(String text)) {
      put(members, name, text);
    }
  }

  private static void put(Map<String, String> members, String name, @Nullable String text) {
    if (text != null) {
      members.put(name, JsonText.quote(cut(text)));
    }
  }

  private static String limited(TraitValue value) {
    return value.json().length() > VALUE_CHARS_MAX
        ? JsonText.quote(cut(value.json()))
        : value.json();
  }

  private static String cut(String text) {
    return text.substring(0, Math.min(text.length(), VALUE_CHARS_MAX));
  }

  private static String seconds(long millis) {
    return BigDecimal.valueOf(millis, 3).stripTrailingZeros().toPlainString();
  }

  private static String json(Map<String, String> members) {
    return members.entrySet().stream()
        .map(member -> JsonText.quote(member.getKey()) + ":" + member.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }
}
