package dev.gumleaf.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.preview.Conversion;
import dev.gumleaf.signal.RuleException;
import dev.gumleaf.signal.RuleReader;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.SignalStore;
import dev.gumleaf.store.StoredSignal;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what companies are hoped to do: an event, a trait that becomes something, or what sets a
 * signal off. All three are a rule.
 */
final class ConversionReader {
  private static final Set<Integer> WINDOWS = Set.of(7, 14, 28, 90);

  private static final int WINDOW_DEFAULT = 14;

  private static final String WINDOW = "window_days";

  private final Database database;
  private final SignalStore signals;

  ConversionReader(Database database, SignalStore signals) {
    this.database = database;
    this.signals = signals;
  }

  /** The conversion that a body names; null when it names none. */
  @Nullable Conversion read(WorkspaceId workspace, AdminBody body) {
    JsonNode node = body.object("conversion");
    if (node == null) {
      return null;
    }
    ObjectNode rest = node.deepCopy();
    JsonNode window = rest.remove(WINDOW);
    if (window != null && !(window.isInt() && WINDOWS.contains(window.intValue()))) {
      throw Parameters.bad("conversion.window_days is 7, 14, 28 or 90");
    }
    int days = window == null ? WINDOW_DEFAULT : window.intValue();
    return new Conversion(rule(workspace, rest), Duration.ofDays(days));
  }

  private String rule(WorkspaceId workspace, ObjectNode node) {
    if (node.has("signal")) {
      return ofSignal(workspace, node);
    }
    ObjectNode rule = JsonNodeFactory.instance.objectNode();
    if (node.has("event")) {
      rule.put("kind", "event").setAll(node);
    } else if (node.has("trait")) {
      rule.put("kind", "account_trait").setAll(node);
      JsonNode becomes = rule.remove("becomes");
      if (becomes != null) {
        rule.putObject("change").set("becomes", becomes);
      }
    } else {
      throw Parameters.bad("conversion has an event, a signal or a trait");
    }
    try {
      RuleReader.read(rule);
    } catch (RuleException e) {
      throw Parameters.bad(e.problem().replaceFirst("^rule", "conversion"));
    }
    return rule.toString();
  }

  private String ofSignal(WorkspaceId workspace, ObjectNode node) {
    JsonNode id = node.get("signal");
    if (node.size() > 1 || !id.canConvertToLong()) {
      throw Parameters.bad("conversion.signal is the id of a signal, and stands alone");
    }
    return database
        .read(tx -> signals.find(tx, workspace, id.longValue()))
        .map(StoredSignal::rule)
        .orElseThrow(() -> Parameters.bad("conversion.signal is the id of no signal"));
  }
}
