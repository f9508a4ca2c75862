package dev.gumleaf.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Texts that are to be erased, such as a person's e-mail address and name, and {@link #MARK} in
 * their place. ASCII letters match in both cases, and a text is found however JSON or a URL escapes
 * it. It is found inside longer words, too: {@code ann@acme.test} goes from {@code
 * joann@acme.test}, because what is too much can be said again, and what is too little is a promise
 * broken.
 *
 * <p>Looks for all texts in one pass. Immutable.
 */
public final class ErasedTexts {
  /** Stands where a text was. */
  public static final String MARK = "[erased]";

  /** Shorter texts would take half of everything with them. */
  public static final int CHARS_MIN = 3;

  /** Beginnings of texts, hashed, so that nearly every place is passed over at once. */
  private static final int BEGINNINGS = 1 << 16;

  private static final String MARK_IN_JSON = '"' + MARK + '"';

  private final boolean[] beginnings = new boolean[BEGINNINGS];
  private final Map<String, List<String>> byBeginning = new HashMap<>();

  /**
   * Texts to erase.
   *
   * @throws IllegalArgumentException if one is shorter than {@link #CHARS_MIN} or part of the mark
   */
  public ErasedTexts(Collection<String> texts) {
    for (String text : texts) {
      if (text.length() < CHARS_MIN || MARK.contains(lower(text))) {
        throw new IllegalArgumentException("a text to erase is too short, or part of " + MARK);
      }
      add(lower(text));
      String read = FoldedText.of(text, 0, text.length()).toString();
      if (!read.equals(lower(text))) {
        // It was copied from a URL or from JSON, or it only looks like that.
        add(read);
      }
    }
    // The longer one, where one begins like another.
    byBeginning
        .values()
        .forEach(list -> list.sort(Comparator.comparingInt(String::length).reversed()));
  }

  private void add(String text) {
    if (text.length() >= CHARS_MIN) {
      beginnings[hash(text.charAt(0), text.charAt(1), text.charAt(2))] = true;
      byBeginning
          .computeIfAbsent(text.substring(0, CHARS_MIN), beginning -> new ArrayList<>())
          .add(text);
    }
  }

  /** Whether a text had something erased in it. */
  public static boolean isErasedIn(String text) {
    return text.contains(MARK);
  }

  /** The text without the texts to erase; the same object if there are none in it. */
  public String redact(String text) {
    StringBuilder out = new StringBuilder();
    int copied = redact(text, 0, text.length(), 0, out);
    return copied == 0 ? text : out.append(text, copied, text.length()).toString();
  }

  /**
   * The JSON text without the texts to erase, and JSON still: a number or word that holds one
   * becomes a string. Names of members are texts like all others.
   */
  public String redactJson(String json) {
    StringBuilder out = new StringBuilder();
    int copied = 0;
    int at = 0;
    while (at < json.length()) {
      char c = json.charAt(at);
      int end = at + 1;
      if (c == '"') {
        end = endOfString(json, at + 1);
        copied = redact(json, at + 1, end, copied, out);
        end++;
      } else if (isBare(c)) {
        end = endOfBare(json, at);
        if (redact(json, at, end, copied, new StringBuilder()) != copied) {
          out.append(json, copied, at).append(MARK_IN_JSON);
          copied = end;
        }
      }
      at = end;
    }
    return copied == 0 ? json : out.append(json, copied, json.length()).toString();
  }

  private static int endOfString(String json, int from) {
    int at = from;
    while (at < json.length() && json.charAt(at) != '"') {
      at += json.charAt(at) == '\\' ? 2 : 1;
    }
    return Math.min(at, json.length());
  }

  private static int endOfBare(String json, int from) {
    int at = from;
    while (at < json.length() && isBare(json.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isBare(char c) {
    return Character.isLetterOrDigit(c) || c == '-' || c == '+' || c == '.';
  }

  /**
   * Redacts a piece of a text of which everything before {@code copied} is in {@code out}.
   *
   * @return up to where the text is in {@code out} now; {@code copied} if there was nothing to
   *     erase
   */
  private int redact(String text, int from, int to, int copied, StringBuilder out) {
    FoldedText folded = FoldedText.of(text, from, to);
    int done = copied;
    int at = 0;
    while (at + CHARS_MIN <= folded.length()) {
      int length = lengthAt(folded, at);
      if (length > 0) {
        out.append(text, done, folded.start(at)).append(MARK);
        at += length;
        done = folded.start(at);
      } else {
        at++;
      }
    }
    return done;
  }

  /** The length of the text to erase that begins here, 0 if there is none. */
  private int lengthAt(FoldedText folded, int at) {
    char first = folded.charAt(at);
    char second = folded.charAt(at + 1);
    char third = folded.charAt(at + 2);
    if (!beginnings[hash(first, second, third)]) {
      return 0;
    }
    String beginning = String.valueOf(new char[] {first, second, third});
    for (String text : byBeginning.getOrDefault(beginning, List.of())) {
      if (folded.hasAt(at, text)) {
        return text.length();
      }
    }
    return 0;
  }

  private static int hash(char first, char second, char third) {
    return (first * 31 * 31 + second * 31 + third) % BEGINNINGS;
  }

  private static String lower(String text) {
    StringBuilder lower = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      lower.append(c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c);
    }
    return lower.toString();
  }
}
