package dev.gumleaf.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.signal.RuleReader;
import dev.gumleaf.signal.SignalRule;
import dev.gumleaf.store.SignalDerivation;
import dev.gumleaf.store.StoredSignal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rules of the signals that are on, each read once. Not thread-safe. */
final class Rules {
  private static final Logger LOG = LoggerFactory.getLogger(Rules.class);

  /** Rules in memory before they are read anew; more than there are in use. */
  private static final int KEPT_MAX = 2_000;

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private final Map<String, SignalRule> read = new HashMap<>();

  /** A signal and what sets it off. */
  record Ruled<R extends SignalRule>(StoredSignal signal, R rule) {}

  List<Ruled<?>> of(SignalDerivation derivation, WorkspaceId workspace) {
    return of(derivation.findEnabled(workspace));
  }

  /** The rules of some signals; one that cannot be read is passed over. */
  List<Ruled<?>> of(Collection<StoredSignal> signals) {
    List<Ruled<?>> rules = new ArrayList<>();
    for (StoredSignal signal : signals) {
      try {
        rules.add(new Ruled<>(signal, rule(signal.rule())));
      } catch (RuntimeException | JsonProcessingException e) {
        // It was read before it was stored, so this is a reader that changed for the worse.
        LOG.atError()
            .addKeyValue("event", "signal_unreadable")
            .addKeyValue("signal_id", signal.id())
            .setCause(e)
            .log("a signal's rule cannot be read any more; it is passed over");
      }
    }
    return rules;
  }

  private SignalRule rule(String text) throws JsonProcessingException {
    SignalRule known = read.get(text);
    if (known != null) {
      return known;
    }
    if (read.size() >= KEPT_MAX) {
      read.clear();
    }
    SignalRule rule = RuleReader.read(JSON.readTree(text));
    read.put(text, rule);
    return rule;
  }

  /** Those of one kind. */
  static <R extends SignalRule> List<Ruled<R>> only(List<Ruled<?>> rules, Class<R> kind) {
    List<Ruled<R>> found = new ArrayList<>();
    for (Ruled<?> each : rules) {
      if (kind.isInstance(each.rule())) {
        found.add(new Ruled<>(each.signal(), kind.cast(each.rule())));
      }
    }
    return found;
  }
}
