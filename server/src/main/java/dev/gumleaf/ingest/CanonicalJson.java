package dev.gumleaf.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.gumleaf.model.Call.OtherMember;
import dev.gumleaf.model.GroupId;
import dev.gumleaf.model.JsonText;
import dev.gumleaf.model.RawJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The one text of a JSON value, by which values are stored and compared: members sorted by name (by
 * UTF-16 code units, as RFC 8785 does), no white space, only the escapes that JSON demands, U+0000
 * replaced by U+FFFD. Unlike RFC 8785 it keeps numbers as they were sent.
 */
public final class CanonicalJson {
  private CanonicalJson() {}

  /**
   * The canonical text of a value.
   *
   * @throws UncheckedIOException if it is not valid JSON, which the reader of bodies rules out
   */
  public static String of(RawJson value) {
    StringBuilder out = new StringBuilder(value.length());
    append(out, value);
    return out.toString();
  }

  /** The members as one canonical object; null when there are none. */
  public static @Nullable String ofOthers(List<OtherMember> others) {
    if (others.isEmpty()) {
      return null;
    }
    StringBuilder out = new StringBuilder();
    ObjectWriter object = new ObjectWriter(out);
    for (OtherMember other : others) {
      object.startMember(withoutNul(other.name()));
      append(out, other.value());
    }
    object.end();
    return out.toString();
  }

  /**
   * The canonical text of an identify's traits, with its group as the only {@code group_id} that is
   * no array or object, whatever spelling, type or place the group came from; so what is stored
   * says by itself what it is about.
   *
   * @throws UncheckedIOException if it is not a JSON object, which the reader of bodies rules out
   */
  public static String ofTraits(RawJson traits, GroupId group) {
    StringBuilder out = new StringBuilder(traits.length());
    ObjectWriter object = new ObjectWriter(out);
    try (JsonParser parser = JsonInput.open(traits)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        if (!GroupIds.isGroupId(name, parser.nextToken())) {
          object.startMember(withoutNul(name));
          append(out, parser);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "only traits of a body that was read have a canonical form", e);
    }
    if (!group.isNone()) {
      object.startMember("group_id");
      JsonText.appendQuoted(out, group.value());
    }
    object.end();
    return out.toString();
  }

  /**
   * The canonical text of what an entry about a person says: what links carry about people is taken
   * out of all addresses of pages.
   */
  public static String ofVisit(RawJson value) {
    return of(withoutLinkParameters(value));
  }

  /** As {@link #ofOthers}, with the same taken out. */
  public static @Nullable String ofVisitOthers(List<OtherMember> others) {
    return ofOthers(
        others.stream()
            .map(other -> new OtherMember(other.name(), withoutLinkParameters(other.value())))
            .toList());
  }

  private static RawJson withoutLinkParameters(RawJson value) {
    if (!LinkParameters.mayHold(value)) {
      return value;
    }
    StringBuilder out = new StringBuilder(value.length());
    try (JsonParser parser = JsonInput.open(value)) {
      parser.nextToken();
      append(out, parser, text -> withoutNul(LinkParameters.strip(text)));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "only values of a body that was read have a canonical form", e);
    }
    return RawJson.of(out.toString());
  }

  /** PostgreSQL holds no U+0000; the engines must agree. */
  static String withoutNul(String text) {
    return text.replace('\0', '\ufffd');
  }

  private static void append(StringBuilder out, RawJson value) {
    try (JsonParser parser = JsonInput.open(value)) {
      parser.nextToken();
      append(out, parser);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "only values of a body that was read have a canonical form", e);
    }
  }

  /** Appends the value at the parser's current token and leaves the parser at its last token. */
  static void append(StringBuilder out, JsonParser parser) throws IOException {
    append(out, parser, CanonicalJson::withoutNul);
  }

  private static void append(StringBuilder out, JsonParser parser, UnaryOperator<String> texts)
      throws IOException {
    switch (parser.currentToken()) {
      case START_OBJECT -> appendObject(out, parser, texts);
      case START_ARRAY -> appendArray(out, parser, texts);
      case VALUE_STRING -> JsonText.appendQuoted(out, texts.apply(parser.getText()));
      case null, default -> out.append(parser.getText());
    }
  }

  private static void appendArray(StringBuilder out, JsonParser parser, UnaryOperator<String> texts)
      throws IOException {
    out.append('[');
    int start = out.length();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (out.length() > start) {
        out.append(',');
      }
      append(out, parser, texts);
    }
    out.append(']');
  }

  private static void appendObject(
      StringBuilder out, JsonParser parser, UnaryOperator<String> texts) throws IOException {
    ObjectWriter object = new ObjectWriter(out);
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      object.startMember(withoutNul(parser.currentName()));
      parser.nextToken();
      append(out, parser, texts);
    }
    object.end();
  }

  /** Writes members as they come, and puts them in order at the end if they were not. */
  private static final class ObjectWriter {
    private static final Comparator<Member> ORDER =
        Comparator.comparing(Member::name).thenComparing(Member::text);

    private final StringBuilder out;
    private final int start;
    private final List<Start> starts = new ArrayList<>();
    private boolean sorted = true;

    /** {@code at} is where the member begins in the text. */
    private record Start(String name, int at) {}

    private record Member(String name, String text) {}

    ObjectWriter(StringBuilder out) {
      this.out = out;
      this.start = out.length();
      out.append('{');
    }

    void startMember(String name) {
      if (!starts.isEmpty()) {
        // Equal names count as unsorted: replacing U+0000 can make two names one.
        sorted &= starts.getLast().name().compareTo(name) < 0;
        out.append(',');
      }
      starts.add(new Start(name, out.length()));
      JsonText.appendQuoted(out, name);
      out.append(':');
    }

    void end() {
      if (!sorted) {
        sort();
      }
      out.append('}');
    }

    private void sort() {
      List<Member> members = new ArrayList<>(starts.size());
      for (int i = 0; i < starts.size(); i++) {
        int end = i + 1 == starts.size() ? out.length() : starts.get(i + 1).at() - 1;
        members.add(new Member(starts.get(i).name(), out.substring(starts.get(i).at(), end)));
      }
      members.sort(ORDER);
      out.setLength(start + 1);
      for (Member member : members) {
        if (out.length() > start + 1) {
          out.append(',');
        }
        out.append(member.text());
      }
    }
  }
}
