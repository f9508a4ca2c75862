package dev.gumleaf.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.gumleaf.model.Call;
import dev.gumleaf.model.GroupId;
import dev.gumleaf.model.PlainText;
import dev.gumleaf.model.RawJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the traits of a person say about the person's company, in {@code $account}.
 *
 * @param domain as it was sent; null when there is none
 * @param traits an object of the company's traits
 */
public record AccountTraits(@Nullable String domain, GroupId group, RawJson traits) {
  /** The member of traits that is about the company. */
  static final String MEMBER = "$account";

  private static final String DOMAIN = "domain";

  /** The statement about the company; empty when the traits make none. */
  public static Optional<AccountTraits> read(RawJson traits) {
    try (JsonParser parser = JsonInput.open(traits)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (name.equals(MEMBER) && value == JsonToken.START_OBJECT) {
          return Optional.of(readObject(parser));
        }
        parser.skipChildren();
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("only traits of a body that was read can be read", e);
    }
  }

  private static AccountTraits readObject(JsonParser parser) throws IOException {
    String domain = null;
    GroupId group = GroupId.NONE;
    JsonMembers.Writer rest = new JsonMembers.Writer();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals(DOMAIN) && value == JsonToken.VALUE_STRING) {
        domain = parser.getText().strip();
      } else if (GroupIds.isGroupId(name, value)) {
        group = value == JsonToken.VALUE_NULL ? group : new GroupId(PlainText.of(parser.getText()));
      } else {
        rest.add(name, parser);
      }
    }
    return new AccountTraits(
        domain == null || domain.isEmpty() ? null : domain, group, rest.object());
  }

  /** The same as a statement about the account, made by the identify that it stands in. */
  public Call.Identify identify(Call.Identify by) {
    return new Call.Identify(
        by.index(), by.messageId(), group, by.sentAt(), by.source(), traits, List.of());
  }
}
