package dev.gumleaf.ingest;

import dev.gumleaf.ingest.LinkParameter.Address;
import dev.gumleaf.ingest.LinkParameter.HiddenAddress;
import dev.gumleaf.ingest.LinkParameter.LinkTrait;
import dev.gumleaf.ingest.LinkParameter.Sender;
import dev.gumleaf.model.EmailAddress;
import dev.gumleaf.model.RawJson;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the link that brought a visitor says about the person. Anybody can write such a link, so it
 * is a claim and ranks below what the site itself says.
 *
 * @param email from {@code ko_e}, or hidden in {@code utm_id}; in lower case
 * @param source the sender's code from {@code k_is}; unknown ones are kept
 * @param traits from {@code ko_trait_…}, the first of each name
 * @param strippedUrl the URL without all this
 */
record LinkParameters(
    Optional<String> email,
    Optional<String> source,
    Map<String, String> traits,
    String strippedUrl) {
  /** Traits taken from one link; people write these by hand. */
  static final int TRAITS_MAX = 50;

  /** Characters of a trait's name, and of the sender's code. */
  static final int NAME_CHARS_MAX = 256;

  /** Characters of a trait's value; browsers and mail programs cut longer links. */
  static final int VALUE_CHARS_MAX = 2_000;

  LinkParameters {
    traits = Collections.unmodifiableMap(new LinkedHashMap<>(traits));
  }

  static LinkParameters read(String url) {
    if (!LinkStripper.mayHold(url)) {
      return new LinkParameters(Optional.empty(), Optional.empty(), Map.of(), url);
    }
    List<LinkParameter> found =
        UrlPieces.parameters(url).stream()
            .flatMap(parameter -> LinkParameter.find(parameter).stream())
            .toList();
    return new LinkParameters(email(found), source(found), traits(found), strip(url));
  }

  /** Whether it is worth looking through a value; most end here. */
  static boolean mayHold(RawJson value) {
    byte[] bytes = value.bytes();
    for (int i = value.from(); i < value.to(); i++) {
      byte c = bytes[i];
      if (c == '%' || (c == '\\' && i + 1 < value.to() && bytes[i + 1] == 'u')) {
        return true;
      }
      // The names are ko_…, k_is and utm_id, in any case.
      if (c == '_' && i > value.from() && "okm".indexOf(bytes[i - 1] | 0x20) >= 0) {
        return true;
      }
    }
    return false;
  }

  /** Any text that may be a URL, without link parameters; the same object if it has none. */
  static String strip(String text) {
    return LinkStripper.strip(text);
  }

  private static Optional<String> email(List<LinkParameter> found) {
    return all(found, Address.class)
        .flatMap(address -> EmailReader.find(address.text()).stream())
        .map(EmailAddress::value)
        .findFirst()
        .or(() -> all(found, HiddenAddress.class).map(HiddenAddress::email).findFirst());
  }

  private static Optional<String> source(List<LinkParameter> found) {
    return all(found, Sender.class)
        .map(Sender::code)
        .filter(code -> !code.isBlank() && code.length() <= NAME_CHARS_MAX)
        .findFirst();
  }

  private static Map<String, String> traits(List<LinkParameter> found) {
    Map<String, String> traits = new LinkedHashMap<>();
    all(found, LinkTrait.class)
        .filter(trait -> !trait.name().isBlank() && trait.name().length() <= NAME_CHARS_MAX)
        .filter(trait -> trait.value().length() <= VALUE_CHARS_MAX)
        .forEach(trait -> {
          if (traits.size() < TRAITS_MAX) {
            traits.putIfAbsent(trait.name(), trait.value());
          }
        });
    return traits;
  }

  private static <T extends LinkParameter> Stream<T> all(List<LinkParameter> found, Class<T> type) {
    return found.stream().filter(type::isInstance).map(type::cast);
  }
}
