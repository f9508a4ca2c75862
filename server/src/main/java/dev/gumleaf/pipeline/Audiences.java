package dev.gumleaf.pipeline;

import dev.gumleaf.audience.AudienceFilter;
import dev.gumleaf.audience.AudienceKind;
import dev.gumleaf.audience.AudiencePart;
import dev.gumleaf.audience.FilterReader;
import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.FollowedAudience;
import dev.gumleaf.store.MembershipDerivation;
import dev.gumleaf.store.SavedAudience;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The saved audiences, the filter of each read once. Not thread-safe. */
final class Audiences {
  /** Filters in memory before they are read anew; more than there are in use. */
  private static final int KEPT_MAX = 2_000;

  private record Text(AudienceKind kind, String filter) {}

  private final Map<Text, List<AudiencePart>> read = new HashMap<>();

  List<Followed> of(MembershipDerivation memberships, WorkspaceId workspace) {
    return memberships.findAudiences(workspace).stream().map(this::follow).toList();
  }

  List<Followed> ofAll(MembershipDerivation memberships) {
    return memberships.findAudiences().stream().map(this::follow).toList();
  }

  private Followed follow(FollowedAudience audience) {
    return new Followed(audience, parts(audience.audience()));
  }

  private List<AudiencePart> parts(SavedAudience audience) {
    if (read.size() >= KEPT_MAX) {
      read.clear();
    }
    return read.computeIfAbsent(new Text(audience.kind(), audience.filter()), Audiences::parts);
  }

  /** None of a filter that named somebody who is forgotten, and makes no sense without. */
  private static List<AudiencePart> parts(Text text) {
    try {
      AudienceFilter filter = FilterReader.readSaved(text.kind(), text.filter());
      return AudiencePart.of(text.kind(), filter);
    } catch (ApiException unreadable) {
      return List.of();
    }
  }
}
