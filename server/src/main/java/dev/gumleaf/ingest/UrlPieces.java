package dev.gumleaf.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a URL at its delimiters {@code ?}, {@code &} and {@code #}. Every piece may be a parameter:
 * in the query, in the fragment, in the fragment's own query, and behind an {@code &} that somebody
 * appended to an address without a query.
 *
 * <p>A URL may stand in a parameter of another one. There it is escaped, and its delimiters are
 * {@code %3F}, {@code %26} and {@code %23}; if it is escaped twice, {@code %253F} and so on.
 */
final class UrlPieces {
  /** How often a URL is escaped that is still looked into. */
  static final int NESTING_MAX = 2;

  private static final List<Pattern> DELIMITERS =
      List.of(
          Pattern.compile("[?&#]"),
          Pattern.compile("%(?:3[Ff]|26|23)"),
          Pattern.compile("%25(?:3[Ff]|26|23)"));

  /** Not everybody escapes the equals sign. */
  private static final List<Pattern> EQUALS =
      List.of(
          Pattern.compile("="), Pattern.compile("=|%3[Dd]"), Pattern.compile("=|%(?:25)?3[Dd]"));

  private UrlPieces() {}

  /**
   * A piece of a URL.
   *
   * @param delimiter what stands before it; empty for the first piece
   */
  record Piece(String delimiter, String text) {
    /** Whether a query or fragment begins here, or the URL itself. */
    boolean opens() {
      return !delimiter.endsWith("&") && !delimiter.endsWith("26");
    }
  }

  /** A name and a value as they are meant. */
  record Parameter(String name, String value) {}

  /** All pieces; with their delimiters they are the text. */
  static List<Piece> cut(String text, int nesting) {
    List<Piece> pieces = new ArrayList<>();
    Matcher matcher = DELIMITERS.get(nesting).matcher(text);
    String delimiter = "";
    int from = 0;
    while (matcher.find()) {
      pieces.add(new Piece(delimiter, text.substring(from, matcher.start())));
      delimiter = matcher.group();
      from = matcher.end();
    }
    pieces.add(new Piece(delimiter, text.substring(from)));
    return pieces;
  }

  /** The parameters of a URL, in order. */
  static List<Parameter> parameters(String url) {
    return cut(url, 0).stream().flatMap(piece -> findParameter(piece.text(), 0).stream()).toList();
  }

  /** The parameter that a piece is; empty if it has no equals sign. */
  static Optional<Parameter> findParameter(String piece, int nesting) {
    Matcher equals = EQUALS.get(nesting).matcher(piece);
    if (!equals.find()) {
      return Optional.empty();
    }
    String name = decoded(piece.substring(0, equals.start()), nesting);
    return Optional.of(new Parameter(name, decoded(piece.substring(equals.end()), nesting)));
  }

  private static String decoded(String text, int nesting) {
    String decoded = text;
    for (int i = 0; i <= nesting; i++) {
      decoded = UrlText.decoded(decoded);
    }
    return decoded;
  }
}
