package dev.gumleaf.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.ErrorCode;
import java.io.IOException;

/** Reads the JSON object that a body is. Thread-safe. */
final class JsonBody {
  private final IngestLimits limits;
  private final JsonFactory json;

  JsonBody(IngestLimits limits) {
    this.limits = limits;
    this.json = JsonInput.factory(limits.numberCharsMax());
  }

  /** Reads the members of an object; the cursor stands at its start, and is left at its end. */
  interface Members {
    void read(BodyCursor cursor) throws IOException;
  }

  /** Reads the value at the cursor, and leaves the cursor at its end. */
  interface Value {
    void read(BodyCursor cursor) throws IOException;
  }

  /**
   * Walks over a body, which must not be written to afterwards.
   *
   * @throws ApiException if the body as a whole cannot be read; nothing else, whatever the bytes
   */
  void read(byte[] body, Members members) {
    JsonToken first =
        readAny(
            body,
            cursor -> {
              if (cursor.token() == JsonToken.START_OBJECT) {
                members.read(cursor);
              } else {
                cursor.skipValue();
              }
            });
    if (first != JsonToken.START_OBJECT) {
      throw new ApiException(ErrorCode.NOT_AN_OBJECT, "the body is not a JSON object");
    }
  }

  /**
   * Walks over a body that may be any JSON value, and must not be written to afterwards.
   *
   * @return what the value begins with
   * @throws ApiException if the body as a whole cannot be read; nothing else, whatever the bytes
   */
  JsonToken readAny(byte[] body, Value value) {
    int invalid = Utf8.findInvalid(body);
    if (invalid >= 0) {
      String what =
          Utf8.startsWithMark(body)
              ? "a byte order mark, which JSON does not allow"
              : "a byte that UTF-8 or JSON does not allow";
      throw malformed(what, invalid);
    }
    try (BodyCursor cursor = new BodyCursor(json, body, limits)) {
      return read(cursor, value);
    } catch (StreamConstraintsException e) {
      throw new ApiException(
          ErrorCode.LIMIT_EXCEEDED,
          "a number of the body has more than " + limits.numberCharsMax() + " digits");
    } catch (JsonProcessingException e) {
      throw malformed("the body is not valid JSON", offset(e, body.length));
    } catch (IOException e) {
      throw new IllegalStateException("an array in memory can always be read", e);
    }
  }

  private static JsonToken read(BodyCursor cursor, Value value) throws IOException {
    JsonToken first = cursor.next();
    if (first == null) {
      throw malformed("the body is empty", cursor.end());
    }
    value.read(cursor);
    if (cursor.next() != null) {
      throw malformed("there is more behind the JSON value", cursor.tokenStart());
    }
    return first;
  }

  private static ApiException malformed(String what, int offset) {
    return new ApiException(ErrorCode.MALFORMED_JSON, what + ", at byte " + offset);
  }

  private static int offset(JsonProcessingException e, int length) {
    long offset = e.getLocation() == null ? length : e.getLocation().getByteOffset();
    return Math.clamp(offset, 0, length);
  }
}
