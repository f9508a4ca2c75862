package dev.gumleaf.api;

import dev.gumleaf.model.Evidence;
import dev.gumleaf.store.ClaimSummary;
import dev.gumleaf.store.ProfileMerge;
import dev.gumleaf.store.TimeRange;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why an id is, or is not, shown as a person.
 *
 * @param claims what says so, the strongest first
 * @param ranges when the id is that person's; none when something else says otherwise
 */
record IdentityEdge(ProfileMerge merge, List<ClaimSummary> claims, List<TimeRange> ranges) {
  IdentityEdge {
    claims = List.copyOf(claims);
    ranges = List.copyOf(ranges);
  }

  private boolean isWhole() {
    return ranges.equals(List.of(TimeRange.ALWAYS));
  }

  static void write(Json json, IdentityEdge edge) throws IOException {
    edge.write(json);
  }

  private void write(Json json) throws IOException {
    ClaimSummary best = claims.isEmpty() ? null : claims.getFirst();
    json.number("merge_id", merge.id())
        .text("profile_id", merge.fromId().value())
        .object(
            "person",
            person ->
                person.text("profile_id", merge.intoId().value()).text("email", merge.email()));
    writeClaims(json, best);
    json.objects(
            "weaker_evidence",
            claims.subList(Math.min(1, claims.size()), claims.size()),
            IdentityEdge::writeClaims)
        .text("request_id", merge.requestId())
        .time("created_at", merge.createdAt())
        .time("undone_at", merge.undoneAt())
        .text("undone_by", merge.undoneBy())
        .flag("in_force", !ranges.isEmpty());
    ProfileJson.write(json, isWhole() ? List.of() : ranges);
    json.text("explanation", because(best) + " " + so());
  }

  private static void writeClaims(Json json, @Nullable ClaimSummary claims) throws IOException {
    json.text("evidence", claims == null ? null : claims.evidence().word())
        .text("source", claims == null ? null : claims.source().word())
        .time("first_claimed_at", claims == null ? null : claims.firstAt())
        .time("last_claimed_at", claims == null ? null : claims.lastAt())
        .number("claims", claims == null ? 0 : claims.claims());
  }

  private String because(@Nullable ClaimSummary best) {
    if (best == null) {
      return "What connected the id %s with %s is forgotten."
          .formatted(merge.fromId().value(), merge.email());
    }
    return because(best.evidence())
        .formatted(merge.email(), merge.fromId().value(), Json.time(best.firstAt()));
  }

  private static String because(Evidence evidence) {
    return switch (evidence) {
      case INFERRED -> "A service guessed that %s uses the id %s, first at %s.";
      case FORM -> "%s was typed into a form under the id %s, first at %s.";
      case LINK -> "A link with %s in it was followed under the id %s, first at %s.";
      case IDENTIFY -> "%s was named as the user of the id %s, first at %s.";
      case CANONICAL -> "%s was given the id %s by this server, and used it first at %s.";
    };
  }

  private String so() {
    if (merge.undoneAt() != null) {
      return "That was taken back and does not count any more, however often it is said again.";
    }
    if (isWhole()) {
      return "Everything under the id is shown as this person.";
    }
    return ranges.isEmpty()
        ? "It does not count, because there is stronger evidence that the id is somebody else's."
        : "Several people used the id; what happened in the ranges is shown as this person.";
  }
}
