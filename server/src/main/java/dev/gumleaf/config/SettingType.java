package dev.gumleaf.config;

import static java.util.Objects.requireNonNull;

import dev.gumleaf.model.Domain;
import java.math.BigInteger;
import java.net.IDN;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What values a setting can take.
 *
 * @param form the values in words, as the end of "expected …"
 * @param parser from text to value; throws IllegalArgumentException for any other text
 */
public record SettingType<T>(String form, Function<String, T> parser) {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,12}) ?(ms|s|m|h|d)");
  private static final Pattern DOMAIN = Pattern.compile("[a-z0-9_-]+(\\.[a-z0-9_-]+)+");
  private static final Duration DURATION_MAX = Duration.ofDays(36_500);

  static final SettingType<Integer> PORT = integer("a port number", 0, 65_535);

  static final SettingType<Path> PATH =
      new SettingType<>("a path", text -> Path.of(require(text, !text.isEmpty())));

  static final SettingType<Optional<Path>> PATH_IF_ANY =
      new SettingType<>(
          "a path, or nothing",
          text -> text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text)));

  static final SettingType<Duration> DURATION_POSITIVE =
      new SettingType<>("a duration such as 500ms, 5s, 10m, 12h or 7d", SettingType::duration);

  static final SettingType<Optional<Duration>> DURATION_OR_FOREVER =
      new SettingType<>(
          "a duration such as 12h or 90d, or forever",
          text ->
              text.equals("forever") ? Optional.empty() : Optional.of(SettingType.duration(text)));

  static final SettingType<List<String>> NETWORKS =
      new SettingType<>(
          "addresses or networks such as 10.0.0.0/8, separated by commas", SettingType::networks);

  static final SettingType<List<String>> DOMAINS =
      new SettingType<>("domains such as acme.com, separated by commas", SettingType::domains);

  public SettingType {
    requireNonNull(form, "form");
    requireNonNull(parser, "parser");
  }

  /** Any text that passes a check. */
  static SettingType<String> text(String form, Predicate<String> check) {
    return new SettingType<>(form, text -> require(text, check.test(text)));
  }

  /** One of a few words: the names of an enum in lower case. */
  static <E extends Enum<E>> SettingType<E> choice(Class<E> choices) {
    List<String> words = Arrays.stream(choices.getEnumConstants()).map(SettingType::word).toList();
    return new SettingType<>(
        String.join(" or ", words),
        text -> choices.getEnumConstants()[require(words.indexOf(text), words.contains(text))]);
  }

  private static String word(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }

  /** A whole number in a range, both ends included. */
  static SettingType<Integer> integer(String what, int min, int max) {
    return new SettingType<>(
        what + " from " + min + " to " + max, text -> (int) number(text, min, max));
  }

  /** A size in a range, both ends included. */
  static SettingType<DataSize> size(String min, String max) {
    long least = DataSize.parse(min).bytes();
    long most = DataSize.parse(max).bytes();
    return new SettingType<>(
        "a size such as 64KiB or 16MiB, from " + min + " to " + max,
        text -> {
          DataSize size = DataSize.parse(text);
          return require(size, size.bytes() >= least && size.bytes() <= most);
        });
  }

  private static long number(String text, long min, long max) {
    BigInteger number = new BigInteger(text);
    boolean inRange =
        number.compareTo(BigInteger.valueOf(min)) >= 0
            && number.compareTo(BigInteger.valueOf(max)) <= 0;
    return require(number, inRange).longValue();
  }

  private static Duration duration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a duration");
    }
    long amount = Long.parseLong(matcher.group(1));
    Duration duration =
        switch (matcher.group(2)) {
          case "ms" -> Duration.ofMillis(amount);
          case "s" -> Duration.ofSeconds(amount);
          case "m" -> Duration.ofMinutes(amount);
          case "h" -> Duration.ofHours(amount);
          default -> Duration.ofDays(amount);
        };
    return require(duration, amount > 0 && duration.compareTo(DURATION_MAX) <= 0);
  }

  private static List<String> networks(String text) {
    List<String> networks = parts(text);
    return require(networks, networks.stream().allMatch(SettingType::isNetwork));
  }

  private static List<String> domains(String text) {
    return parts(text).stream().map(SettingType::domain).toList();
  }

  private static String domain(String text) {
    String domain = IDN.toASCII(text).toLowerCase(Locale.ROOT);
    return require(
        domain, domain.length() <= Domain.LENGTH_MAX && DOMAIN.matcher(domain).matches());
  }

  private static List<String> parts(String text) {
    return Arrays.stream(text.split(",", -1)).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  private static boolean isNetwork(String text) {
    int slash = text.indexOf('/');
    // A literal is never looked up, and anything else is refused.
    int bitsMax =
        InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash)).getAddress().length * 8;
    return slash < 0 || number(text.substring(slash + 1), 0, bitsMax) >= 0;
  }

  private static <V> V require(V value, boolean acceptable) {
    if (!acceptable) {
      throw new IllegalArgumentException("out of range");
    }
    return value;
  }
}
