package dev.gumleaf.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gumleaf.ingest.UrlPieces.Parameter;
import dev.gumleaf.model.EmailAddress;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** One thing that a link in a message says about the person it was sent to. */
sealed interface LinkParameter {
  /**
   * {@code ko_e}: whom the message was sent to. It may be no address, such as an unfilled field.
   */
  record Address(String text) implements LinkParameter {}

  /** {@code utm_id}, when it is an e-mail address in base64; otherwise it is a campaign's id. */
  record HiddenAddress(String email) implements LinkParameter {}

  /** {@code k_is}: the product that sent the message. */
  record Sender(String code) implements LinkParameter {}

  /** {@code ko_trait_…}: a trait of the person. */
  record LinkTrait(String name, String value) implements LinkParameter {}

  /** Characters of an address in base64; longer ids are not looked at. */
  int HIDDEN_CHARS_MAX = (EmailAddress.LENGTH_MAX + 2) / 3 * 4;

  String TRAIT_PREFIX = "ko_trait_";

  /** What a parameter says about the person; empty if it is any other parameter. */
  static Optional<LinkParameter> find(Parameter parameter) {
    String name = parameter.name().toLowerCase(Locale.ROOT);
    return switch (name) {
      case "ko_e" -> Optional.of(new Address(withPlus(parameter.value())));
      case "utm_id" -> hiddenAddress(parameter.value()).map(HiddenAddress::new);
      case "k_is" -> Optional.of(new Sender(parameter.value()));
      default ->
          name.startsWith(TRAIT_PREFIX)
              ? Optional.of(
                  new LinkTrait(
                      parameter.name().substring(TRAIT_PREFIX.length()), parameter.value()))
              : Optional.empty();
    };
  }

  /** Who writes a+b@acme.com into a link seldom escapes the plus, which then means a space. */
  private static String withPlus(String text) {
    String address = text.strip();
    int space = address.indexOf(' ');
    boolean one = space >= 0 && space == address.lastIndexOf(' ');
    return one && address.indexOf('@') >= 0 ? address.replace(' ', '+') : address;
  }

  private static Optional<String> hiddenAddress(String text) {
    if (text.length() > HIDDEN_CHARS_MAX) {
      return Optional.empty();
    }
    // One alphabet instead of two, whose plus may have become a space on the way.
    String base64 = text.replace('-', '+').replace(' ', '+').replace('_', '/').replace("=", "");
    try {
      return EmailReader.find(new String(Base64.getDecoder().decode(base64), UTF_8))
          .map(EmailAddress::value);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
