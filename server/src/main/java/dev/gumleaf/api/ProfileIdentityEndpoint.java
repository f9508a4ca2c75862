package dev.gumleaf.api;

import dev.gumleaf.http.Endpoint;
import dev.gumleaf.http.Request;
import dev.gumleaf.http.Response;
import dev.gumleaf.identity.Ownership;
import dev.gumleaf.model.Profile;
import dev.gumleaf.model.ProfileKey;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.ClaimSummary;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.Page;
import dev.gumleaf.store.ProfileMerge;
import dev.gumleaf.store.ProfileMergeStore;
import dev.gumleaf.store.ProfileView;
import dev.gumleaf.store.Transaction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * {@code GET /api/v1/profiles/{profile}/identity}: why is this one person? Everything that connects
 * ids with the person, newest first.
 */
final class ProfileIdentityEndpoint implements Endpoint.Blocking {
  private static final String LIST = "identity";

  private final Database database;
  private final Profiles profiles;
  private final ProfileMergeStore merges;

  ProfileIdentityEndpoint(Database database, Profiles profiles, ProfileMergeStore merges) {
    this.database = database;
    this.profiles = profiles;
    this.merges = merges;
  }

  private record Found(Page<IdentityEdge> page, boolean shared) {}

  @Override
  public Response handle(Request request) {
    Found found = database.read(tx -> find(tx, request));
    return Json.object(
        200,
        json -> json.page(found.page(), LIST, IdentityEdge::write).flag("shared", found.shared()));
  }

  private Found find(Transaction tx, Request request) {
    WorkspaceId workspace = request.requireWorkspace();
    Profiles.Found asked = profiles.find(tx, request);
    ProfileView person = asked.person();
    Page<ProfileMerge> page =
        merges.listOf(
            tx,
            workspace,
            person.key(),
            person.isKnown() ? Profile.Kind.EMAIL : Profile.Kind.ID,
            Parameters.cursor(request, LIST),
            Parameters.limit(request));
    Set<ProfileKey> ids = new HashSet<>();
    page.items().forEach(merge -> ids.add(merge.from()));
    Map<ProfileKey, Ownership> ownerships = Profiles.ownerships(tx, ids);
    List<ClaimSummary> claims = merges.listClaims(tx, page.items());
    List<IdentityEdge> edges = new ArrayList<>();
    for (ProfileMerge merge : page.items()) {
      Ownership ownership = Objects.requireNonNull(ownerships.get(merge.from()));
      edges.add(
          new IdentityEdge(
              merge,
              claims.stream()
                  .filter(claim -> claim.id().equals(merge.from()))
                  .filter(claim -> claim.person().equals(merge.into()))
                  .toList(),
              Profiles.ranges(ownership, merge.into())));
    }
    return new Found(new Page<>(edges, page.next()), asked.shared());
  }
}
