package dev.gumleaf.ingest;

import com.fasterxml.jackson.core.JsonToken;
import dev.gumleaf.model.GroupId;
import dev.gumleaf.model.PlainText;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a group's id, wherever it stands. */
final class GroupIds {
  private GroupIds() {}

  /**
   * Whether a member of traits is about the group and so is no trait. An array or object can name
   * no group; it is kept as the trait that it looks like.
   */
  static boolean isGroupId(String name, @Nullable JsonToken value) {
    return (value == null || !value.isStructStart()) && WellKnownTrait.isGroupId(name);
  }

  /**
   * The group that the scalar at the cursor names. A number or boolean names a group by its text;
   * null and the empty string name none, which leaves it to the next place; an array or object is
   * no name at all.
   */
  static Optional<GroupId> find(BodyCursor cursor) throws IOException {
    JsonToken token = cursor.token();
    if (token == null || token == JsonToken.VALUE_NULL) {
      return Optional.empty();
    }
    if (token.isStructStart()) {
      return Optional.of(GroupId.NONE);
    }
    String text = PlainText.of(cursor.text());
    return text.isEmpty() ? Optional.empty() : Optional.of(new GroupId(text));
  }
}
