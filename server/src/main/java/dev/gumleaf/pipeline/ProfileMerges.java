package dev.gumleaf.pipeline;

import dev.gumleaf.identity.Ownership;
import dev.gumleaf.ingest.DomainReader;
import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.Claim;
import dev.gumleaf.model.ErrorCode;
import dev.gumleaf.model.Profile;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.ClaimRow;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.Derivation;
import dev.gumleaf.store.MembershipChange.Why;
import dev.gumleaf.store.MergedId;
import dev.gumleaf.store.StaleScores;
import dev.gumleaf.store.VisitorDerivation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes back that an id belongs to a person, and puts it back. Nothing was moved when they were
 * merged, so what the claims say without this one is all there is to do, whatever came meanwhile.
 * Thread-safe.
 */
public final class ProfileMerges {
  private final Database database;
  private final DomainReader domains;
  private final ShowPeople showPeople;

  public ProfileMerges(Database database, DomainReader domains) {
    this.database = database;
    this.domains = domains;
    this.showPeople = new ShowPeople(domains);
  }

  /**
   * Takes a merge back, for good: the same claim made again does not bring it back.
   *
   * @param by who asks for it
   * @throws ApiException NOT_FOUND for an unknown id, CONFLICT if it was undone before
   */
  public void undo(WorkspaceId workspace, long id, Instant at, String by) {
    change(workspace, id, false, at, by);
  }

  /**
   * Puts a merge back that was undone.
   *
   * @throws ApiException NOT_FOUND for an unknown id, CONFLICT if it is in force
   */
  public void restore(WorkspaceId workspace, long id) {
    change(workspace, id, true, null, null);
  }

  private void change(
      WorkspaceId workspace,
      long id,
      boolean wasUndone,
      @Nullable Instant at,
      @Nullable String by) {
    database.write(tx -> {
      Derivation derivation = new Derivation(tx);
      // No slice of the journal may be under way, on any node, while what it goes by changes.
      derivation.lockPosition();
      VisitorDerivation profiles = derivation.visitors();
      MergedId merge =
          profiles
              .findMerge(workspace, id)
              .orElseThrow(
                  () -> new ApiException(ErrorCode.NOT_FOUND, "there is no merge with this id"));
      if (merge.undone() != wasUndone) {
        throw new ApiException(
            ErrorCode.CONFLICT, wasUndone ? "this merge is in force" : "this merge is undone");
      }
      Profile from = merge.from();
      Ownership before = ownership(profiles, from);
      profiles.undoMerge(id, at, by);
      Ownership after = ownership(profiles, from);
      VisitorWork visitors = new VisitorWork(workspace, profiles);
      if (after.sole().isEmpty()) {
        visitors.know(from.key(), after);
      }
      PartKeeper keeper = new PartKeeper(derivation, visitors, workspace, domains);
      keeper.load(List.of(from));
      keeper.apply(from.key(), before, after);
      profiles.showProfiles(List.of(from.shownAs(after.sole().orElse(null), from.shared())));
      showPeople.show(derivation, visitors);
      ScoreAccounts.noteStale(new StaleScores(tx), List.of(), visitors);
      KeepMemberships.leave(derivation.memberships(), visitors, Why.MERGE);
      return id;
    });
  }

  private static Ownership ownership(VisitorDerivation profiles, Profile id) {
    List<Claim> claims =
        profiles.findClaims(List.of(id.key())).stream()
            .filter(row -> !row.undone())
            .map(ClaimRow::claim)
            .toList();
    return Ownership.of(id.key(), claims);
  }
}
