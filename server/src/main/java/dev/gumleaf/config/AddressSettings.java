package dev.gumleaf.config;

import dev.gumleaf.model.Confidence;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Files that tell about network addresses; without them nothing is known of an address. */
public record AddressSettings(
    Optional<Path> company,
    Optional<Path> asn,
    Optional<Path> anonymous,
    Optional<Path> city,
    Optional<Path> csv,
    Confidence confidenceMin) {
  static final Setting<Optional<Path>> COMPANY =
      new Setting<>(
          "mmdb.company",
          SettingType.PATH_IF_ANY,
          "",
          "A database in the MaxMind DB format that tells which company uses an address, such as"
              + " GeoIP2 Enterprise or IPinfo company. A newer file in its place is read within"
              + " seconds.");

  static final Setting<Optional<Path>> ASN =
      new Setting<>(
          "mmdb.asn",
          SettingType.PATH_IF_ANY,
          "",
          "Likewise one that tells who runs the network around an address, such as GeoLite2 ASN or"
              + " GeoIP2 ISP.");

  static final Setting<Optional<Path>> ANONYMOUS =
      new Setting<>(
          "mmdb.anonymous",
          SettingType.PATH_IF_ANY,
          "",
          "Likewise one of VPNs, proxies, Tor and hosting, such as GeoIP2 Anonymous IP or IPinfo"
              + " privacy. Their addresses never make an account.");

  static final Setting<Optional<Path>> CITY =
      new Setting<>(
          "mmdb.city",
          SettingType.PATH_IF_ANY,
          "",
          "Likewise one of places, such as GeoLite2 City or DB-IP city.");

  static final Setting<Optional<Path>> CSV =
      new Setting<>(
          "mmdb.csv",
          SettingType.PATH_IF_ANY,
          "",
          "Your own list of networks and companies, with lines cidr,domain or"
              + " cidr,domain,confidence. It outranks every database.");

  static final Setting<Confidence> CONFIDENCE_MIN =
      new Setting<>(
          "mmdb.confidence-min",
          SettingType.choice(Confidence.class),
          "medium",
          "How sure it must be that an address belongs to a company for a visit from there to count"
              + " for its account. Less sure companies are only shown.");

  static final List<Setting<?>> TABLE = List.of(COMPANY, ASN, ANONYMOUS, CITY, CSV, CONFIDENCE_MIN);

  static AddressSettings of(Values values) {
    return new AddressSettings(
        values.of(COMPANY),
        values.of(ASN),
        values.of(ANONYMOUS),
        values.of(CITY),
        values.of(CSV),
        values.of(CONFIDENCE_MIN));
  }
}
