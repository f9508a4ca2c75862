package dev.gumleaf.store;

import dev.gumleaf.model.PlainText;
import dev.gumleaf.model.ProfileId;
import dev.gumleaf.model.WorkspaceId;

/** Finds what a browser should call itself. Thread-safe; holds no connection. */
public final class CanonicalIds {
  /**
   * The id of the person that an id belongs to, the latest if there were several; the id itself
   * when nobody claimed it or it was never seen.
   */
  public ProfileId find(Transaction tx, WorkspaceId workspace, ProfileId id) {
    return tx.query(
            """
            SELECT o.profile_id
            FROM profiles p
              JOIN profiles o ON o.profile_key = COALESCE(
                p.sole_key,
                (SELECT c.person_key
                  FROM profile_claims c
                    LEFT JOIN profile_merges m
                      ON m.from_key = c.profile_key AND m.into_key = c.person_key
                  WHERE c.profile_key = p.profile_key AND m.undone_at IS NULL
                  ORDER BY CASE WHEN c.evidence > 4 THEN 4 ELSE c.evidence END DESC,
                    c.claimed_at DESC
                  LIMIT 1))
            WHERE p.workspace_id = :workspace AND p.kind = 1 AND p.subject = :id
            """)
        .bind("workspace", workspace.value())
        .bind("id", PlainText.of(id.value()))
        .mapTo(String.class)
        .findOne()
        .map(ProfileId::new)
        .orElse(id);
  }
}
