package dev.gumleaf.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.gumleaf.identity.AgentPattern.Expression;
import dev.gumleaf.identity.AgentPattern.Literal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells bots from browsers by what they call themselves. Thread-safe, and bounded in time for any
 * text.
 *
 * <p>The patterns are those of a list that others keep, less those that browsers of people match,
 * and a few words of our own; see {@code docs/decisions/0009-bots-and-mailboxes-by-kept-lists.md}.
 * Whoever pretends to be a browser is taken for one.
 */
public final class UserAgents {
  static final String PATTERNS = "crawler-user-agents.txt";
  static final String LEFT_OUT = "crawler-patterns-left-out.txt";
  static final String WORDS = "bot-words.txt";

  /** Characters that are looked at; agents of browsers have 100 to 300. */
  static final int LENGTH_MAX = 1_000;

  private final LiteralSearch literals;
  private final LiteralSearch words;
  private final List<Expression> expressions;

  /** What an agent must hold for an expression to match; one costs more than all literals. */
  private final LiteralSearch pieces;

  /** Reads the lists in the jar, which takes some milliseconds; one object is enough. */
  public UserAgents() {
    List<String> texts = new ArrayList<>();
    List<Expression> others = new ArrayList<>();
    Set<String> leftOut = Set.copyOf(lines(LEFT_OUT));
    for (String line : lines(PATTERNS)) {
      if (!leftOut.contains(line)) {
        AgentPattern.listOf(line)
            .forEach(pattern -> {
              switch (pattern) {
                case Literal(String text) -> texts.add(text);
                case Expression expression -> others.add(expression);
              }
            });
      }
    }
    this.literals = new LiteralSearch(texts);
    this.words = new LiteralSearch(lines(WORDS));
    this.expressions = List.copyOf(others);
    this.pieces = new LiteralSearch(others.stream().map(Expression::piece).toList());
  }

  /**
   * Whether that is the User-Agent of a bot: a crawler, a checker, a script. One that is empty says
   * nothing and is no bot here.
   *
   * @param userAgent the header, or the agent that an entry says its visitor has
   */
  public boolean isBot(String userAgent) {
    String agent = userAgent.length() > LENGTH_MAX ? userAgent.substring(0, LENGTH_MAX) : userAgent;
    return literals.isIn(agent) || isWorded(agent) || isExpressed(agent);
  }

  /** Whether one of our own words is in it. */
  boolean isWorded(String agent) {
    return words.isIn(agent.toLowerCase(Locale.ROOT));
  }

  private boolean isExpressed(String agent) {
    return pieces.isIn(agent)
        && expressions.stream().anyMatch(expression -> expression.isIn(agent));
  }

  static List<String> lines(String list) {
    try (InputStream in = UserAgents.class.getResourceAsStream(list);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(required(in, list), UTF_8))) {
      return lines.lines().filter(line -> !line.isEmpty() && !line.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream required(@Nullable InputStream in, String list) {
    return requireNonNull(in, list + " is missing in the jar");
  }
}
