package dev.gumleaf.address;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gumleaf.model.Domain;
import dev.gumleaf.model.NetworkKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What names and domains tell about a network when no database says what kind it is. */
final class NetworkWords {
  private static final String LIST = "network-words.txt";

  /** Words that stand in names of such networks, with a space where a word begins or ends. */
  private record Words(String text, NetworkKind kind) {}

  private final List<Words> words = new ArrayList<>();
  private final Map<String, NetworkKind> domains = new HashMap<>();

  NetworkWords() {
    try (InputStream in = NetworkWords.class.getResourceAsStream(LIST);
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    Objects.requireNonNull(in, LIST + " is missing in the jar"), UTF_8))) {
      lines.lines().filter(line -> !line.isEmpty() && !line.startsWith("#")).forEach(this::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(String line) {
    int space = line.indexOf(' ');
    NetworkKind kind = NetworkKind.valueOf(line.substring(0, space).toUpperCase(Locale.ROOT));
    String text = line.substring(space + 1);
    if (text.indexOf('.') >= 0) {
      domains.put(text, kind);
    } else {
      boolean isBeginning = text.endsWith("*");
      String word = isBeginning ? text.substring(0, text.length() - 1) : text + " ";
      words.add(new Words(" " + word, kind));
    }
  }

  /** The kind of network that an organization of this name runs; the first of the list counts. */
  Optional<NetworkKind> findByName(String name) {
    String spaced = " " + name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ") + " ";
    return words.stream().filter(each -> spaced.contains(each.text())).map(Words::kind).findFirst();
  }

  /** The kind of network that the holder of a domain runs. */
  Optional<NetworkKind> findByDomain(Domain domain) {
    return Optional.ofNullable(domains.get(domain.value()));
  }
}
