package dev.gumleaf.store;

import dev.gumleaf.model.ProfileKey;
import java.util.List;
import java.util.Map;

/** The statements that forget a profile, or a part of what is kept under it, in one transaction. */
final class ProfileForgetting {
  private final Transaction tx;

  ProfileForgetting(Transaction tx) {
    this.tx = tx;
  }

  /** Forgets what happened under an id from a time on until another, the latter not included. */
  void deleteRange(ProfileKey id, long from, long until) {
    for (String statement :
        List.of(
            "DELETE FROM profile_entries WHERE profile_key = :id"
                + " AND effective_at >= :from AND effective_at < :until",
            "DELETE FROM entries WHERE profile_key = :id"
                + " AND effective_at >= :from AND effective_at < :until",
            "DELETE FROM entry_fates WHERE profile_key = :id"
                + " AND received_at >= :from AND received_at < :until",
            "DELETE FROM signal_hits WHERE profile_key = :id AND at >= :from AND at < :until",
            "DELETE FROM changes WHERE profile_key = :id AND hit_at >= :from AND hit_at < :until",
            // The next change of a trait says what it was before.
            "DELETE FROM signal_hits WHERE profile_key = :id AND at >= :until AND evidence LIKE"
                + " '{\"trait\"%' AND :from < :until AND at = (SELECT MIN(x.at) FROM signal_hits x"
                + " WHERE x.profile_key = signal_hits.profile_key AND x.signal_id ="
                + " signal_hits.signal_id AND x.at >= :until)",
            "DELETE FROM sessions WHERE profile_key = :id"
                + " AND started_at >= :from AND started_at < :until",
            "DELETE FROM profile_addresses WHERE profile_key = :id"
                + " AND ((first_at >= :from AND first_at < :until)"
                + " OR (last_at >= :from AND last_at < :until))")) {
      tx.update(statement).bind("id", id.value()).bind("from", from).bind("until", until).execute();
    }
  }

  /** Forgets that anything said an id belongs to a person. */
  void deleteClaims(ProfileKey person) {
    run("DELETE FROM profile_claims WHERE person_key = :profile", person);
    run("DELETE FROM profile_merges WHERE into_key = :profile", person);
  }

  /** Forgets a profile with everything that is kept under it, or that it said elsewhere. */
  void delete(ProfileKey profile) {
    run("DELETE FROM entries WHERE profile_key = :profile", profile);
    run("DELETE FROM entry_fates WHERE profile_key = :profile", profile);
    deleteOwn(profile);
  }

  /** Forgets a profile with everything that is kept under it. */
  void deleteOwn(ProfileKey profile) {
    new StaleScores(tx)
        .points(
            "d.profile_key = :profile AND d.profile_key <> 0"
                + " OR d.person_key = :profile AND d.person_key <> 0",
            Map.of("profile", profile.value()));
    for (String statement :
        List.of(
            "DELETE FROM profile_entries WHERE profile_key = :profile",
            "DELETE FROM signal_hits WHERE profile_key = :profile",
            "DELETE FROM score_days WHERE profile_key = :profile AND profile_key <> 0",
            "DELETE FROM score_days WHERE person_key = :profile AND person_key <> 0",
            "DELETE FROM changes WHERE profile_key = :profile",
            "DELETE FROM sessions WHERE profile_key = :profile",
            "DELETE FROM profile_addresses WHERE profile_key = :profile",
            "DELETE FROM profile_traits WHERE part_key IN"
                + " (SELECT part_key FROM profile_parts"
                + " WHERE profile_key = :profile OR person_key = :profile)",
            "DELETE FROM profile_accounts WHERE part_key IN"
                + " (SELECT part_key FROM profile_parts"
                + " WHERE profile_key = :profile OR person_key = :profile)",
            "DELETE FROM profile_parts WHERE profile_key = :profile OR person_key = :profile",
            "DELETE FROM profile_claims WHERE profile_key = :profile OR person_key = :profile",
            "DELETE FROM profile_merges WHERE from_key = :profile OR into_key = :profile",
            "DELETE FROM memberships WHERE subject_kind = 2 AND subject_key = :profile",
            "DELETE FROM membership_changes WHERE subject_kind = 2 AND subject_key = :profile",
            "DELETE FROM membership_touched WHERE subject_kind = 2 AND subject_key = :profile",
            "DELETE FROM profiles WHERE profile_key = :profile")) {
      run(statement, profile);
    }
  }

  private void run(String statement, ProfileKey profile) {
    tx.update(statement).bind("profile", profile.value()).execute();
  }
}
