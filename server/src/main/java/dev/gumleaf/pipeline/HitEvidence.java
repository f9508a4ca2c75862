package dev.gumleaf.pipeline;

import dev.gumleaf.model.GroupId;
import dev.gumleaf.model.JsonText;
import dev.gumleaf.model.Trait;
import dev.gumleaf.model.TraitValue;
import dev.gumleaf.signal.Facts;
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

  static String ofTrait(String trait, @Nullable String group, Transition transition) {
    Map<String, String> members = new LinkedHashMap<>();
    put(members, "trait", trait);
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
    for (Map.Entry<GroupId, List<Trait>> group : stated.entrySet()) {
      for (Trait after : group.getValue()) {
        if (after.effectiveAt().toEpochMilli() == hit.at()
            && isStated(hit.evidence(), group.getKey(), after, group.getValue())) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isStated(String evidence, GroupId group, Trait after, List<Trait> stated) {
    String name = group.isNone() ? null : group.value();
    String trait = after.name().value();
    Stream<@Nullable TraitValue> before =
        Stream.concat(
            Stream.of((TraitValue) null),
            stated.stream().filter(each -> each.name().equals(after.name())).map(Trait::value));
    return before.anyMatch(value ->
        ofTrait(trait, name, new Transition(after.effectiveAt(), value, after.value()))
            .equals(evidence));
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
