package dev.gumleaf.identity;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.regex.Pattern;

/** One pattern of the list of bots. Nearly all are plain text written as a regular expression. */
sealed interface AgentPattern {
  /** A text that is found as it stands. */
  record Literal(String text) implements AgentPattern {
    public Literal {
      requireNonNull(text, "text");
    }
  }

  /**
   * A real expression.
   *
   * @param piece the longest plain text that every match holds; empty if there is none
   */
  record Expression(Pattern pattern, String piece) implements AgentPattern {
    public Expression {
      requireNonNull(pattern, "pattern");
      requireNonNull(piece, "piece");
    }

    boolean isIn(String agent) {
      return pattern.matcher(agent).find();
    }
  }

  /**
   * Reads a pattern as the list writes it; its alternatives are patterns of their own.
   *
   * @throws java.util.regex.PatternSyntaxException for what is no regular expression
   */
  static List<AgentPattern> listOf(String regex) {
    return PlainPieces.ofAlternatives(regex).stream().map(AgentPattern::of).toList();
  }

  private static AgentPattern of(PlainPieces pieces) {
    return pieces.isWhole()
        ? new Literal(pieces.longest())
        : new Expression(Pattern.compile(pieces.regex()), pieces.longest());
  }
}
