package dev.gumleaf.address;

import dev.gumleaf.model.NetworkKind;
import dev.gumleaf.model.Place;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the publishers' databases have in common from whatever fields a record has: GeoLite2
 * and GeoIP2 of MaxMind, and DB-IP, which has most of theirs under {@code traits}; IPinfo, which is
 * flat and writes booleans as text.
 */
final class RecordReader {
  private static final String[] TOR = {"is_tor_exit_node", "tor"};
  private static final String[] VPN = {"is_anonymous_vpn", "vpn", "relay"};
  private static final String[] PROXY = {"is_public_proxy", "is_residential_proxy", "proxy"};
  private static final String[] HOSTING = {"is_hosting_provider", "hosting"};
  private static final String[] ANY_OF_THEM = {"is_anonymous", "is_anonymous_proxy"};

  /** What MaxMind's database of residential proxies has of each; it has no flag. */
  private static final String RESIDENTIAL_PROXY = "anonymizer_confidence";

  private RecordReader() {}

  static NetworkRecord read(AddressFile file, Map<?, ?> record) {
    Fields root = new Fields(record);
    Fields fields = root.has("traits") ? root.in("traits") : root;
    boolean isOfSystem = file == AddressFile.ASN;
    NetworkKind type = kind(fields.word("type"));
    String domain = fields.text("domain");
    String name = fields.text("name");
    String asOrganization = fields.text("autonomous_system_organization", "as_name");
    String asDomain = fields.text("as_domain");
    NetworkKind asKind = kind(fields.word("as_type"));
    return new NetworkRecord(
        hidden(fields),
        NetworkRecord.first(kind(fields.word("user_type")), isOfSystem ? null : type),
        connection(fields.word("connection_type")),
        isOfSystem ? null : domain,
        NetworkRecord.first(fields.text("organization"), isOfSystem ? null : name),
        fields.text("isp"),
        NetworkRecord.first(asKind, isOfSystem ? type : null),
        NetworkRecord.first(asDomain, isOfSystem ? domain : null),
        NetworkRecord.first(asOrganization, isOfSystem ? name : null),
        place(file, root));
  }

  /** The most telling flag; the general one is set together with each of the others. */
  private static @Nullable NetworkKind hidden(Fields fields) {
    if (fields.isSet(TOR)) {
      return NetworkKind.TOR;
    }
    if (fields.isSet(VPN)) {
      return NetworkKind.VPN;
    }
    if (fields.isSet(PROXY)) {
      return NetworkKind.PROXY;
    }
    if (fields.isSet(HOSTING)) {
      return NetworkKind.HOSTING;
    }
    boolean isOther = fields.isSet(ANY_OF_THEM) || fields.has(RESIDENTIAL_PROXY);
    return isOther ? NetworkKind.PROXY : null;
  }

  private static @Nullable NetworkKind kind(String type) {
    return switch (type) {
      case "business" -> NetworkKind.BUSINESS;
      case "government", "military" -> NetworkKind.GOVERNMENT;
      case "education", "college", "school", "library" -> NetworkKind.EDUCATION;
      case "residential", "dialup" -> NetworkKind.RESIDENTIAL;
      case "cellular", "mobile" -> NetworkKind.MOBILE;
      case "isp", "cafe", "traveler", "router" -> NetworkKind.ISP;
      case "hosting", "content_delivery_network", "search_engine_spider" -> NetworkKind.HOSTING;
      case "consumer_privacy_network" -> NetworkKind.VPN;
      default -> null;
    };
  }

  private static @Nullable NetworkKind connection(String type) {
    return switch (type) {
      case "corporate" -> NetworkKind.BUSINESS;
      case "cellular" -> NetworkKind.MOBILE;
      case "cable/dsl", "dialup", "satellite" -> NetworkKind.RESIDENTIAL;
      default -> null;
    };
  }

  /** Flat fields count in a database of places only: elsewhere the country is the owner's. */
  private static @Nullable Place place(AddressFile file, Fields root) {
    Fields country = root.in("country");
    Fields region = root.firstIn("subdivisions");
    boolean isFlat = file == AddressFile.CITY;
    String code =
        NetworkRecord.first(
            country.text("iso_code"), isFlat ? root.text("country_code", "country") : null);
    return place(
        code == null ? "" : code.toUpperCase(Locale.ROOT),
        NetworkRecord.first(
            NetworkRecord.first(region.name(), region.text("iso_code")),
            isFlat ? root.text("region", "state1") : null),
        NetworkRecord.first(root.in("city").name(), isFlat ? root.text("city") : null));
  }

  private static @Nullable Place place(
      String country, @Nullable String region, @Nullable String city) {
    boolean isCountry = Place.isCountry(country);
    return isCountry || region != null || city != null
        ? new Place(isCountry ? country : null, region, city)
        : null;
  }
}
