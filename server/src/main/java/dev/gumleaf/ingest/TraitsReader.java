package dev.gumleaf.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.gumleaf.model.PlainText;
import dev.gumleaf.model.RawJson;
import dev.gumleaf.model.StatedTrait;
import dev.gumleaf.model.TraitValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the members of a {@code traits} object as stated traits. */
public final class TraitsReader {
  private static final Set<String> NO_TRAITS =
      Set.of(AccountTraits.MEMBER, "profile_id", "ko_profile_id", "ip");

  private TraitsReader() {}

  /**
   * The traits without the group's id, in the order they were sent.
   *
   * @throws UncheckedIOException if it is not a JSON object, which the reader of bodies rules out
   */
  public static List<StatedTrait> read(RawJson traits) {
    List<StatedTrait> stated = new ArrayList<>();
    try (JsonParser parser = JsonInput.open(traits)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        if (!GroupIds.isGroupId(name, parser.nextToken())) {
          stated.add(new StatedTrait(PlainText.of(name), value(parser)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("only traits of a body that was read can be read", e);
    }
    return stated;
  }

  /**
   * The traits of a person, in the order they were sent: without what is about the company, and
   * without what senders put among the traits only to have it carried.
   *
   * @throws UncheckedIOException if it is not a JSON object, which the reader of bodies rules out
   */
  public static List<StatedTrait> readOfPerson(RawJson traits) {
    List<StatedTrait> stated = new ArrayList<>();
    try (JsonParser parser = JsonInput.open(traits)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        if (NO_TRAITS.contains(name)) {
          parser.skipChildren();
        } else {
          stated.add(new StatedTrait(PlainText.of(name), value(parser)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("only traits of a body that was read can be read", e);
    }
    return stated;
  }

  static TraitValue value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_STRING -> new TraitValue.Text(CanonicalJson.withoutNul(parser.getText()));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new TraitValue.Numeric(parser.getText());
      case VALUE_TRUE -> new TraitValue.Flag(true);
      case VALUE_FALSE -> new TraitValue.Flag(false);
      case VALUE_NULL -> TraitValue.DELETED;
      case null, default -> composite(parser);
    };
  }

  private static TraitValue composite(JsonParser parser) throws IOException {
    StringBuilder json = new StringBuilder();
    CanonicalJson.append(json, parser);
    return new TraitValue.Composite(json.toString());
  }
}
