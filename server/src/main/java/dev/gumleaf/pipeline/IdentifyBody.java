package dev.gumleaf.pipeline;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.gumleaf.ingest.CanonicalJson;
import dev.gumleaf.model.Call.Identify;
import dev.gumleaf.model.JsonText;
import dev.gumleaf.model.PlainText;
import dev.gumleaf.model.RawJson;
import dev.gumleaf.model.TraitName;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The stored form of an identify: its traits, always with the group they belong to, because the
 * trait history is read from stored identifies and knows nothing of the request around them.
 */
final class IdentifyBody {
  private static final JsonFactory JSON = new JsonFactory();
  private static final TraitName GROUP = new TraitName("group_id");

  private IdentifyBody() {}

  static String of(Identify identify) {
    String traits = CanonicalJson.of(identify.body());
    if (identify.group().isNone() || namesGroup(identify.body())) {
      return traits;
    }
    String group = "{\"group_id\":" + JsonText.quote(PlainText.of(identify.group().value()));
    return traits.equals("{}") ? group + "}" : group + "," + traits.substring(1);
  }

  private static boolean namesGroup(RawJson traits) {
    try (JsonParser parser = JSON.createParser(traits.bytes(), traits.from(), traits.length())) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        if (TraitName.of(parser.currentName()).equals(GROUP)) {
          return true;
        }
        parser.nextToken();
        parser.skipChildren();
      }
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException("the reader lets only valid JSON through", e);
    }
  }
}
