package dev.gumleaf.ingest;

import com.google.common.net.InternetDomainName;
import dev.gumleaf.ingest.EmailResult.Ok;
import dev.gumleaf.ingest.EmailResult.Refused;
import dev.gumleaf.model.EmailAddress;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads an e-mail address as the name of a person. Pure.
 *
 * <p>It asks less than mail servers do of what they accept, and more than the standard (RFC 5321)
 * does of what may be written: quoted local parts, comments and addresses of IP literals are
 * refused, because what clients send in those forms is a mistake. Upper and lower case are one
 * person; tags and dots are kept, because only some providers ignore them.
 */
public final class EmailReader {
  /**
   * Characters that mean something else in an address (RFC 5322, 3.2.3), but the dot; and what
   * stands for one that could not be read.
   */
  private static final String SPECIALS = "()<>[]:;@\\,\"\ufffd";

  private EmailReader() {}

  /** The address in a text; empty when it is none. */
  public static Optional<EmailAddress> find(String text) {
    return read(text) instanceof Ok(EmailAddress address) ? Optional.of(address) : Optional.empty();
  }

  /** Reads one address, with nothing but white space around it. */
  public static EmailResult read(String text) {
    if (text.length() > 2 * EmailAddress.LENGTH_MAX) {
      return new Refused("it is too long");
    }
    String address = text.strip();
    int at = address.lastIndexOf('@');
    if (at < 0) {
      return new Refused("it has no @");
    }
    String local = normal(address.substring(0, at));
    if (local.isEmpty() || local.length() > EmailAddress.LOCAL_MAX) {
      return new Refused("it has not 1 to " + EmailAddress.LOCAL_MAX + " characters before its @");
    }
    if (!local.codePoints().allMatch(EmailReader::isPlain)) {
      return new Refused("it has a character that no plain address has before its @");
    }
    return host(address.substring(at + 1))
        .map(host -> join(local, host))
        .orElseGet(() -> new Refused("there is no host name behind its @"));
  }

  private static EmailResult join(String local, String host) {
    String address = local + "@" + host;
    return address.length() > EmailAddress.LENGTH_MAX
        ? new Refused("it is too long")
        : new Ok(new EmailAddress(address));
  }

  private static String normal(String local) {
    return Normalizer.normalize(local.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
  }

  private static boolean isPlain(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> SPECIALS.indexOf(c) < 0;
    };
  }

  private static Optional<String> host(String text) {
    return HostText.findName(text)
        .filter(InternetDomainName::isValid)
        .filter(host -> host.indexOf('.') > 0);
  }
}
