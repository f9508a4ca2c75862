package dev.gumleaf.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.ErrorCode;
import dev.gumleaf.model.RawJson;
import dev.gumleaf.model.RejectReason;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Walks the tokens of one body and keeps the limits that hold for all of it: depth, number of
 * tokens, no member twice.
 */
final class BodyCursor implements AutoCloseable {
  private final byte[] body;
  private final JsonParser parser;
  private final IngestLimits limits;
  private final MemberNames names;
  private int tokens;
  private int depth;

  BodyCursor(JsonFactory factory, byte[] body, IngestLimits limits) throws IOException {
    this.body = body;
    this.parser = factory.createParser(body);
    this.limits = limits;
    this.names = new MemberNames(limits.depthMax());
  }

  /** The next token, null behind the end of the body. */
  @Nullable JsonToken next() throws IOException {
    JsonToken token = parser.nextToken();
    if (token == null) {
      return null;
    }
    tokens++;
    if (tokens > limits.tokensMax()) {
      throw new ApiException(
          ErrorCode.LIMIT_EXCEEDED,
          "the body has more than " + limits.tokensMax() + " JSON tokens" + here());
    }
    switch (token) {
      case START_OBJECT -> {
        descend();
        names.open(depth);
      }
      case START_ARRAY -> descend();
      case END_OBJECT -> {
        names.close(depth);
        depth--;
      }
      case END_ARRAY -> depth--;
      case FIELD_NAME -> noteName();
      default -> {}
    }
    return token;
  }

  private void descend() {
    depth++;
    if (depth > limits.depthMax()) {
      throw new ApiException(
          ErrorCode.TOO_DEEP,
          "the body is nested deeper than " + limits.depthMax() + " levels" + here());
    }
  }

  private void noteName() throws IOException {
    if (!names.add(depth, name())) {
      throw new ApiException(
          ErrorCode.DUPLICATE_MEMBER, "an object has the same member twice" + here());
    }
  }

  private String here() {
    return ", at byte " + tokenStart();
  }

  JsonParser parser() {
    return parser;
  }

  @Nullable JsonToken token() {
    return parser.currentToken();
  }

  /** The name of the member at the position. */
  String name() throws IOException {
    return parser.currentName();
  }

  String text() throws IOException {
    return parser.getText();
  }

  int tokenStart() {
    return (int) parser.currentTokenLocation().getByteOffset();
  }

  /** Where the body ends. */
  int end() {
    return body.length;
  }

  /** A piece of the body that ends with the current token. */
  RawJson sliceFrom(int start) throws IOException {
    // The parser reads strings late; only a finished one has its end behind it.
    parser.finishToken();
    return new RawJson(body, start, (int) parser.currentLocation().getByteOffset());
  }

  /** Goes to the last token of the value at the position. */
  void skipValue() throws IOException {
    int outside = depth - (isStart() ? 1 : 0);
    while (depth > outside) {
      next();
    }
  }

  /** Goes to the last token of the value and notes what the entry it is part of has too much of. */
  void walkValue(EntryDraft entry) throws IOException {
    int outside = depth - (isStart() ? 1 : 0);
    checkString(entry);
    while (depth > outside) {
      next();
      checkName(entry);
      checkString(entry);
    }
  }

  private boolean isStart() {
    JsonToken token = parser.currentToken();
    return token != null && token.isStructStart();
  }

  /** Checks the member at the position, if there is one. */
  void checkName(EntryDraft entry) throws IOException {
    if (parser.currentToken() != JsonToken.FIELD_NAME) {
      return;
    }
    if (isLonger(name(), limits.nameCharsMax())) {
      entry.refuse(
          RejectReason.NAME_TOO_LONG,
          "a member's name has more than " + limits.nameCharsMax() + " characters");
    }
    if (names.count(depth) > limits.membersMax()) {
      entry.refuse(
          RejectReason.TOO_MANY_KEYS,
          "an object has more than " + limits.membersMax() + " members");
    }
  }

  private void checkString(EntryDraft entry) throws IOException {
    // A string cannot be longer than its entry; that spares the decoding of most strings.
    if (limits.stringCharsMax() < limits.entryBytesMax()
        && parser.currentToken() == JsonToken.VALUE_STRING
        && isLonger(parser.getText(), limits.stringCharsMax())) {
      entry.refuse(
          RejectReason.VALUE_TOO_LONG,
          "a string has more than " + limits.stringCharsMax() + " characters");
    }
  }

  /** Whether a text has more characters, as JSON Schema counts them: by code points. */
  static boolean isLonger(String text, int charactersMax) {
    return text.length() > charactersMax && text.codePointCount(0, text.length()) > charactersMax;
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
