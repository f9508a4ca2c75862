package dev.gumleaf.ingest;

import com.fasterxml.jackson.core.JsonToken;
import dev.gumleaf.model.GroupId;
import dev.gumleaf.model.RejectReason;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Walks over one traits object: checks the well-known traits and picks up the group. */
final class TraitsCheck {
  private static final String GROUP = "group_id";

  private final BodyCursor cursor;
  private final IngestLimits limits;
  private final EntryDraft entry;

  /** The spelling the group was taken from; null as long as there is none. */
  private @Nullable String groupSpelling;

  TraitsCheck(BodyCursor cursor, IngestLimits limits, EntryDraft entry) {
    this.cursor = cursor;
    this.limits = limits;
    this.entry = entry;
  }

  void walk() throws IOException {
    while (cursor.next() == JsonToken.FIELD_NAME) {
      cursor.checkName(entry);
      String name = cursor.name();
      WellKnownTrait trait = WellKnownTrait.of(name);
      JsonToken value = cursor.next();
      if (trait != null && value != JsonToken.VALUE_NULL) {
        check(name, trait);
      }
      cursor.walkValue(entry);
    }
  }

  private void check(String name, WellKnownTrait trait) throws IOException {
    if (!trait.fits(cursor.parser())) {
      entry.warn("well_known_trait_type", name + " is not " + trait.type());
    }
    if (trait == WellKnownTrait.GROUP_ID) {
      Optional<GroupId> group = GroupIds.find(cursor);
      if (group.isPresent() && isPreferred(name)) {
        groupSpelling = name;
        keep(group.get());
      }
    }
  }

  private void keep(GroupId group) {
    if (BodyCursor.isLonger(group.value(), limits.nameCharsMax())) {
      entry.refuse(
          RejectReason.NAME_TOO_LONG,
          GROUP + " has more than " + limits.nameCharsMax() + " characters");
    } else {
      entry.group(group);
    }
  }

  /** Of several spellings the plain one counts, else the first by alphabet: not by position. */
  private boolean isPreferred(String name) {
    return groupSpelling == null
        || name.equals(GROUP)
        || (!groupSpelling.equals(GROUP) && name.compareTo(groupSpelling) < 0);
  }
}
