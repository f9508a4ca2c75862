package dev.gumleaf.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.score.FitModel;
import dev.gumleaf.score.FitRule;
import dev.gumleaf.score.FitRuleReader;
import dev.gumleaf.store.FitDerivation;
import dev.gumleaf.store.StoredFitModel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Models of fit as the store has them, each read once. Not thread-safe. */
final class FitModels {
  private static final Logger LOG = LoggerFactory.getLogger(FitModels.class);

  /** Models in memory before they are read anew; more than there are in use. */
  private static final int KEPT_MAX = 100;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Map<String, List<FitRule>> read = new HashMap<>();

  /** A version of a workspace; empty when there is none. */
  Optional<FitModel> find(FitDerivation derivation, WorkspaceId workspace, int version) {
    return derivation.findModel(workspace, version).flatMap(stored -> read(workspace, stored));
  }

  private Optional<FitModel> read(WorkspaceId workspace, StoredFitModel stored) {
    try {
      return Optional.of(new FitModel(stored.version(), rules(stored.rules())));
    } catch (RuntimeException | JsonProcessingException e) {
      // It was read before it was stored, so this is a reader that changed for the worse.
      LOG.atError()
          .addKeyValue("event", "fit_model_unreadable")
          .addKeyValue("workspace_id", workspace.value())
          .addKeyValue("version", stored.version())
          .setCause(e)
          .log("a model of fit cannot be read any more; nothing is known to fit it");
      return Optional.empty();
    }
  }

  private List<FitRule> rules(String text) throws JsonProcessingException {
    List<FitRule> known = read.get(text);
    if (known != null) {
      return known;
    }
    if (read.size() >= KEPT_MAX) {
      read.clear();
    }
    List<FitRule> rules = FitRuleReader.read(JSON.readTree(text), "rules");
    read.put(text, rules);
    return rules;
  }
}
