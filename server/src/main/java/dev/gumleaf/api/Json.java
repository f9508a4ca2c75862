package dev.gumleaf.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.gumleaf.http.Response;
import dev.gumleaf.store.Page;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Writes the JSON replies. Not thread-safe; one for each reply. */
final class Json {
  /** ISO 8601, UTC, always with milliseconds. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private static final int DIGITS = 6;

  private static final JsonFactory FACTORY = new JsonFactory();

  private final JsonGenerator out;

  private Json(JsonGenerator out) {
    this.out = out;
  }

  /** Writes the members of an object. */
  interface Members {
    void write(Json json) throws IOException;
  }

  /** Writes one item of an array. */
  interface Item<T> {
    void write(Json json, T item) throws IOException;
  }

  static Response object(int status, Members members) {
    return Response.json(status, bytes(members));
  }

  /** An object by itself, on one line. */
  static String line(Members members) {
    return new String(bytes(members), UTF_8);
  }

  private static byte[] bytes(Members members) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
      out.writeStartObject();
      members.write(new Json(out));
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory takes every byte", e);
    }
    return bytes.toByteArray();
  }

  static String time(Instant instant) {
    return TIME.format(instant);
  }

  Json text(String name, @Nullable String value) throws IOException {
    out.writeStringField(name, value);
    return this;
  }

  Json number(String name, long value) throws IOException {
    out.writeNumberField(name, value);
    return this;
  }

  /** A number with all of its digits, for numbers that add up. */
  Json exact(String name, double value) throws IOException {
    out.writeNumberField(name, value);
    return this;
  }

  /** A number with a fraction, of at most six digits behind the point. */
  Json decimal(String name, double value) throws IOException {
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(DIGITS, RoundingMode.HALF_UP);
    return raw(name, rounded.stripTrailingZeros().toPlainString());
  }

  /** How much one number is of another; null when that is nothing. */
  Json share(String name, long part, long whole) throws IOException {
    return whole == 0 ? raw(name, null) : decimal(name, (double) part / whole);
  }

  Json flag(String name, boolean value) throws IOException {
    out.writeBooleanField(name, value);
    return this;
  }

  /** Milliseconds as seconds, such as 20.5. */
  Json seconds(String name, long millis) throws IOException {
    return raw(name, BigDecimal.valueOf(millis, 3).stripTrailingZeros().toPlainString());
  }

  Json time(String name, @Nullable Instant value) throws IOException {
    return text(name, value == null ? null : time(value));
  }

  /** A member whose value is JSON already. */
  Json raw(String name, @Nullable String json) throws IOException {
    out.writeFieldName(name);
    out.writeRawValue(json == null ? "null" : json);
    return this;
  }

  Json object(String name, Members members) throws IOException {
    out.writeObjectFieldStart(name);
    members.write(this);
    out.writeEndObject();
    return this;
  }

  /** An object, or null when there is no value. */
  <T> Json object(String name, @Nullable T value, Item<T> members) throws IOException {
    if (value == null) {
      out.writeNullField(name);
      return this;
    }
    return object(name, json -> members.write(json, value));
  }

  /** An array; {@code items} writes into it. */
  Json array(String name, Members items) throws IOException {
    out.writeArrayFieldStart(name);
    items.write(this);
    out.writeEndArray();
    return this;
  }

  /** An array of objects. */
  <T> Json objects(String name, Iterable<T> items, Item<T> item) throws IOException {
    return array(name, array -> array.objects(items, item));
  }

  /** Objects in the array that is being written. */
  <T> void objects(Iterable<T> items, Item<T> item) throws IOException {
    for (T each : items) {
      out.writeStartObject();
      item.write(this, each);
      out.writeEndObject();
    }
  }

  /**
   * The members that all lists have: the items of a page, and where the next one begins.
   *
   * @param list the name of the list and its order, as given to {@link Parameters#cursor}
   */
  <T> Json page(Page<T> page, String list, Item<T> item) throws IOException {
    return objects("items", page.items(), item)
        .text("next_cursor", Parameters.nextCursor(page, list));
  }

  /** Objects that are JSON already, one after the other. */
  Json raws(String name, Iterable<String> items) throws IOException {
    out.writeArrayFieldStart(name);
    for (String item : items) {
      out.writeRawValue(item);
    }
    out.writeEndArray();
    return this;
  }

  Json texts(String name, Iterable<String> items) throws IOException {
    out.writeArrayFieldStart(name);
    for (String item : items) {
      out.writeString(item);
    }
    out.writeEndArray();
    return this;
  }
}
