package dev.gumleaf.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.score.ScoreModel;
import dev.gumleaf.score.ScoreModelReader;
import dev.gumleaf.store.ScoreDerivation;
import dev.gumleaf.store.StoredScoreModel;
import java.util.HashMap;
import java.util.Map;

/** The rules of scores that are in force, each version read once. Not thread-safe. */
final class ScoreModels {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Map<WorkspaceId, ScoreModel> read = new HashMap<>();

  /** The rules in force in a workspace. */
  ScoreModel of(ScoreDerivation scores, WorkspaceId workspace) {
    return scores
        .findModel(workspace)
        .map(stored ->
            read.compute(
                workspace,
                (key, known) ->
                    known != null && known.version() == stored.version() ? known : parse(stored)))
        .orElseGet(ScoreModel::standard);
  }

  private static ScoreModel parse(StoredScoreModel stored) {
    try {
      return ScoreModelReader.read(JSON.readTree(stored.rules()), stored.version());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored rules of a score can be read", e);
    }
  }
}
