package dev.gumleaf.identity;

import dev.gumleaf.model.Claim;
import dev.gumleaf.model.ProfileKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whose the activity of one id is, over time. Follows from the set of all claims on the id and
 * nothing else, so neither their order nor repeats matter:
 *
 * <ol>
 *   <li>Only the claims with the strongest evidence count. An address typed into a form gives way,
 *       with all of its history, to the one the person signs in with.
 *   <li>What happened before the first of them belongs to its person: the anonymous week is joined
 *       to whoever then signs in.
 *   <li>Each claim holds until one for somebody else. Two people who use one browser stay two.
 * </ol>
 */
public final class Ownership {
  private static final Comparator<Claim> IN_TIME =
      Comparator.comparingLong(Claim::at).thenComparing(Claim::email);

  /** From a time on, until the next span begins. */
  private record Span(long from, ProfileKey person) {}

  /** A stretch of time, the end not included. */
  public record Range(long from, long until) {}

  private final List<Span> spans;

  private Ownership(List<Span> spans) {
    this.spans = spans;
  }

  /**
   * The ownership of an id.
   *
   * @param self the id's own profile, to which everything belongs while nobody claims it
   * @param claims those in force, in any order
   */
  public static Ownership of(ProfileKey self, Collection<Claim> claims) {
    int rank = claims.stream().mapToInt(claim -> claim.evidence().rank()).max().orElse(0);
    List<Claim> counting =
        claims.stream().filter(claim -> claim.evidence().rank() == rank).sorted(IN_TIME).toList();
    List<Span> spans = new ArrayList<>();
    spans.add(new Span(Long.MIN_VALUE, counting.isEmpty() ? self : counting.getFirst().person()));
    for (Claim claim : counting) {
      Span last = spans.getLast();
      if (!claim.person().equals(last.person())) {
        if (claim.at() == last.from()) {
          spans.removeLast();
        }
        spans.add(new Span(claim.at(), claim.person()));
      }
    }
    return new Ownership(merged(spans));
  }

  private static List<Span> merged(List<Span> spans) {
    List<Span> merged = new ArrayList<>();
    for (Span span : spans) {
      if (merged.isEmpty() || !merged.getLast().person().equals(span.person())) {
        merged.add(span);
      }
    }
    return List.copyOf(merged);
  }

  /** The one owner of everything, whenever it happened; empty when there are several. */
  public Optional<ProfileKey> sole() {
    return spans.size() == 1 ? Optional.of(spans.getFirst().person()) : Optional.empty();
  }

  /** Whose the activity at a time is, in milliseconds since 1970, UTC. */
  public ProfileKey ownerAt(long at) {
    ProfileKey owner = spans.getFirst().person();
    for (Span span : spans) {
      if (span.from() > at) {
        break;
      }
      owner = span.person();
    }
    return owner;
  }

  /** Everybody who owns some of the time. */
  public Set<ProfileKey> owners() {
    Set<ProfileKey> owners = new LinkedHashSet<>();
    spans.forEach(span -> owners.add(span.person()));
    return owners;
  }

  /** When the id belongs to a person, in order. */
  public List<Range> rangesOf(ProfileKey person) {
    List<Range> ranges = new ArrayList<>();
    for (int i = 0; i < spans.size(); i++) {
      if (spans.get(i).person().equals(person)) {
        ranges.add(new Range(spans.get(i).from(), end(i)));
      }
    }
    return ranges;
  }

  /** From the first moment to the last at which two ownerships differ; empty if they are equal. */
  public Optional<Range> changedSince(Ownership before) {
    if (spans.equals(before.spans)) {
      return Optional.empty();
    }
    long from = Long.MAX_VALUE;
    long until = Long.MIN_VALUE;
    Set<Long> edges = new TreeSet<>();
    spans.forEach(span -> edges.add(span.from()));
    before.spans.forEach(span -> edges.add(span.from()));
    List<Long> sorted = List.copyOf(edges);
    for (int i = 0; i < sorted.size(); i++) {
      if (!ownerAt(sorted.get(i)).equals(before.ownerAt(sorted.get(i)))) {
        from = Math.min(from, sorted.get(i));
        until = i + 1 < sorted.size() ? sorted.get(i + 1) : Long.MAX_VALUE;
      }
    }
    return Optional.of(new Range(from, until));
  }

  private long end(int span) {
    return span + 1 < spans.size() ? spans.get(span + 1).from() : Long.MAX_VALUE;
  }
}
