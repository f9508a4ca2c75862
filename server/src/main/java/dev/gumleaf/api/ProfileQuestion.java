package dev.gumleaf.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.gumleaf.ingest.EmailReader;
import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.EmailAddress;
import dev.gumleaf.model.ErrorCode;
import dev.gumleaf.model.ProfileId;
import java.io.IOException;
import java.util.Optional;

/**
 * Whom a page or edge code asks about. Read as ingest reads: what is unknown or unusable is as if
 * it were not there.
 */
record ProfileQuestion(Optional<ProfileId> id, Optional<EmailAddress> email) {
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();

  /**
   * Reads a body.
   *
   * @throws ApiException MALFORMED_JSON or NOT_AN_OBJECT
   */
  static ProfileQuestion read(byte[] body) {
    String id = "";
    String email = "";
    try (JsonParser parser = JSON.createParser(body)) {
      if (!isObject(parser)) {
        throw new ApiException(ErrorCode.NOT_AN_OBJECT, "the body is not a JSON object");
      }
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        parser.nextToken();
        switch (name) {
          case "profile_id" -> id = text(parser);
          case "email" -> email = text(parser);
          default -> parser.skipChildren();
        }
      }
      if (parser.nextToken() != null) {
        throw malformed();
      }
    } catch (IOException e) {
      throw malformed();
    }
    return new ProfileQuestion(BrowserIds.read(id), EmailReader.find(email));
  }

  private static boolean isObject(JsonParser parser) throws IOException {
    JsonToken first = parser.nextToken();
    if (first == null) {
      throw malformed();
    }
    return first == JsonToken.START_OBJECT;
  }

  /** A string or number; empty for anything else. */
  private static String text(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    parser.skipChildren();
    return token == JsonToken.VALUE_STRING || token.isNumeric() ? parser.getText() : "";
  }

  private static ApiException malformed() {
    return new ApiException(ErrorCode.MALFORMED_JSON, "the body is not valid JSON");
  }
}
