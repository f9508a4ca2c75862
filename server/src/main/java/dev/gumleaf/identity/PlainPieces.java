package dev.gumleaf.identity;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts one alternative of a regular expression into the plain pieces that every match must hold.
 * Classes, groups and what is repeated or optional end a piece.
 */
final class PlainPieces {
  private final String regex;
  private final StringBuilder piece = new StringBuilder();
  private String longest = "";
  private boolean whole = true;

  private PlainPieces(String regex) {
    this.regex = regex;
    for (int at = 0; at < regex.length(); ) {
      at = read(at);
    }
    endPiece();
  }

  /** The pieces of each alternative, those inside of groups not counted. */
  static List<PlainPieces> ofAlternatives(String regex) {
    List<PlainPieces> alternatives = new ArrayList<>();
    int from = 0;
    for (int at = 0; at < regex.length(); at = behindElement(regex, at)) {
      if (regex.charAt(at) == '|') {
        alternatives.add(new PlainPieces(regex.substring(from, at)));
        from = at + 1;
      }
    }
    alternatives.add(new PlainPieces(regex.substring(from)));
    return alternatives;
  }

  /** The alternative as it was written. */
  String regex() {
    return regex;
  }

  /** Whether the alternative is plain text from end to end. */
  boolean isWhole() {
    return whole;
  }

  String longest() {
    return longest;
  }

  /** Reads one element; gives the index behind it. */
  private int read(int at) {
    int behind = behindElement(regex, at);
    char c = regex.charAt(at);
    switch (c) {
      case '\\' -> escape(regex.charAt(at + 1));
      case '*', '?', '{' -> optional();
      case '[', '(', '^', '$', '.', '+' -> special();
      default -> piece.append(c);
    }
    return behind;
  }

  private void escape(char escaped) {
    if (Character.isLetterOrDigit(escaped)) {
      special();
    } else {
      piece.append(escaped);
    }
  }

  /** What stands before it need not be there. */
  private void optional() {
    piece.setLength(Math.max(0, piece.length() - 1));
    special();
  }

  private void special() {
    whole = false;
    endPiece();
  }

  private void endPiece() {
    if (piece.length() > longest.length()) {
      longest = piece.toString();
    }
    piece.setLength(0);
  }

  private static int behindElement(String regex, int at) {
    return switch (regex.charAt(at)) {
      case '\\' -> at + 2;
      case '[' -> behindClosing(regex, at, '[', ']');
      case '(' -> behindClosing(regex, at, '(', ')');
      case '{' -> behindClosing(regex, at, '{', '}');
      default -> at + 1;
    };
  }

  private static int behindClosing(String regex, int from, char open, char close) {
    int depth = 0;
    for (int at = from; at < regex.length(); at++) {
      char c = regex.charAt(at);
      if (c == '\\') {
        at++;
      } else if (c == open) {
        depth++;
      } else if (c == close && --depth == 0) {
        return at + 1;
      }
    }
    return regex.length();
  }
}
