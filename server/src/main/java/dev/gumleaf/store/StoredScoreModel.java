package dev.gumleaf.store;

import dev.gumleaf.model.ScoreScale;
import java.time.Instant;

/**
 * One version of the rules of a workspace's score.
 *
 * @param version above 0
 * @param rules as JSON
 * @param scale what is in the rules as well
 */
public record StoredScoreModel(
    int version, String rules, ScoreScale scale, Instant createdAt, String createdBy) {}
