package dev.gumleaf.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.gumleaf.model.GroupId;
import dev.gumleaf.model.RawJson;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads which group a stored identify of a company is about. */
public final class GroupReader {
  private GroupReader() {}

  /** The group that {@link CanonicalJson#ofTraits} has put in; none if it has not. */
  public static GroupId read(RawJson traits) {
    try (JsonParser parser = JsonInput.open(traits)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        if (GroupIds.isGroupId(name, parser.nextToken())) {
          return new GroupId(parser.getText());
        }
        parser.skipChildren();
      }
      return GroupId.NONE;
    } catch (IOException e) {
      throw new UncheckedIOException("the store holds only valid JSON", e);
    }
  }
}
