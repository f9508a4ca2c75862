package dev.gumleaf.store;

import dev.gumleaf.model.WorkspaceId;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * The history of a workspace is worked out by new rules of its score.
 *
 * @param version of the rules
 * @param stage what is gone through
 * @param lastKey how far that has come
 */
public record ScoreRun(
    WorkspaceId workspace, int version, Stage stage, long lastKey, Instant startedAt) {
  /** What is gone through, in this order. */
  public enum Stage {
    PROFILES(0, "profiles", "profile_key"),
    ACCOUNTS(1, "accounts", "account_key"),
    SCORES(2, "account_scores", "account_key");

    private final int code;
    private final String table;
    private final String key;

    Stage(int code, String table, String key) {
      this.code = code;
      this.table = table;
      this.key = key;
    }

    /** The word on the wire. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    int code() {
      return code;
    }

    static Stage ofCode(int code) {
      return values()[code];
    }

    /**
     * The next keys of the workspace, for {@code :workspace}, {@code :after} and {@code :limit}.
     */
    String next() {
      return """
      SELECT %1$s
      FROM %2$s
      WHERE +workspace_id = :workspace AND %1$s > :after
      ORDER BY %1$s
      LIMIT :limit
      """
          .formatted(key, table);
    }

    /** What comes after it; empty for the last. */
    public Optional<Stage> following() {
      return code + 1 < values().length ? Optional.of(ofCode(code + 1)) : Optional.empty();
    }
  }
}
