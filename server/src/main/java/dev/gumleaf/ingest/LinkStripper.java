package dev.gumleaf.ingest;

import dev.gumleaf.ingest.UrlPieces.Piece;
import java.util.Optional;

/**
 * Takes out of URLs what links say about people, because a stored URL is shown to everybody. What
 * stays is left byte for byte, and doing it twice is doing it once.
 */
final class LinkStripper {
  private LinkStripper() {}

  /** The text without them; the same object if there are none. */
  static String strip(String text) {
    if (!mayHold(text)) {
      return text;
    }
    String stripped = strip(text, 0);
    return stripped.length() == text.length() ? text : stripped;
  }

  /** Whether it is worth looking closer; most texts end here. */
  static boolean mayHold(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c == '_' && isInName(text, i)) || (c == '%' && escapesName(text, i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isInName(String text, int at) {
    return text.regionMatches(true, at - 2, "ko_", 0, 3)
        || text.regionMatches(true, at - 1, "k_is", 0, 4)
        || text.regionMatches(true, at - 3, "utm_id", 0, 6);
  }

  /** Nobody needs to escape the letters of a name, but it means the same. */
  private static boolean escapesName(String text, int at) {
    int escaped = UrlText.escapedByte(text, at);
    return (escaped >= 'A' && escaped <= 'z') || escaped == '%';
  }

  private static String strip(String text, int nesting) {
    StringBuilder stripped = new StringBuilder(text.length());
    String opening = "";
    boolean first = true;
    for (Piece piece : UrlPieces.cut(text, nesting)) {
      if (piece.opens()) {
        opening = piece.delimiter();
        first = true;
      }
      Optional<String> kept = kept(piece.text(), nesting);
      if (kept.isPresent()) {
        // Whichever piece comes first now begins the query.
        stripped.append(first ? opening : piece.delimiter()).append(kept.get());
        first = false;
      }
    }
    return stripped.toString();
  }

  private static Optional<String> kept(String piece, int nesting) {
    if (isOurs(piece, nesting)) {
      return Optional.empty();
    }
    if (nesting == UrlPieces.NESTING_MAX || piece.indexOf('%') < 0) {
      return Optional.of(piece);
    }
    String stripped = strip(piece, nesting + 1);
    // What was taken out may have hidden that the rest is a parameter itself.
    boolean ours = stripped.length() < piece.length() && isOurs(stripped, nesting);
    return ours ? Optional.empty() : Optional.of(stripped);
  }

  private static boolean isOurs(String piece, int nesting) {
    return UrlPieces.findParameter(piece, nesting).flatMap(LinkParameter::find).isPresent();
  }
}
