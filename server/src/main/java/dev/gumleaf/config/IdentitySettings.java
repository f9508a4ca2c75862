package dev.gumleaf.config;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the operator knows about mail domains beside the built-in lists. */
public record IdentitySettings(
    List<String> personalDomainsAdd,
    List<String> disposableDomainsAdd,
    List<String> businessDomainsAdd) {
  static final Setting<List<String>> PERSONAL_DOMAINS_ADD =
      new Setting<>(
          "identity.personal-domains-add",
          SettingType.DOMAINS,
          "",
          "More domains whose mailboxes are private persons', beside the built-in list, with all"
              + " names below them. They never become an account. A change also counts for requests"
              + " that are not in the state yet.");

  static final Setting<List<String>> DISPOSABLE_DOMAINS_ADD =
      new Setting<>(
          "identity.disposable-domains-add",
          SettingType.DOMAINS,
          "",
          "The same for throw-away mailboxes.");

  static final Setting<List<String>> BUSINESS_DOMAINS_ADD =
      new Setting<>(
          "identity.business-domains-add",
          SettingType.DOMAINS,
          "",
          "Domains that are companies' although a built-in list has them.");

  static final List<Setting<?>> TABLE =
      List.of(PERSONAL_DOMAINS_ADD, DISPOSABLE_DOMAINS_ADD, BUSINESS_DOMAINS_ADD);

  public IdentitySettings {
    personalDomainsAdd = List.copyOf(personalDomainsAdd);
    disposableDomainsAdd = List.copyOf(disposableDomainsAdd);
    businessDomainsAdd = List.copyOf(businessDomainsAdd);
  }

  static IdentitySettings of(Values values) {
    return new IdentitySettings(
        values.of(PERSONAL_DOMAINS_ADD),
        values.of(DISPOSABLE_DOMAINS_ADD),
        values.of(BUSINESS_DOMAINS_ADD));
  }

  /** Domains that are said to be of two kinds. */
  List<String> contradictions() {
    Map<String, Long> kinds =
        Stream.of(personalDomainsAdd, disposableDomainsAdd, businessDomainsAdd)
            .flatMap(domains -> domains.stream().distinct())
            .collect(Collectors.groupingBy(domain -> domain, TreeMap::new, Collectors.counting()));
    return kinds.entrySet().stream()
        .filter(domain -> domain.getValue() > 1)
        .map(domain ->
            domain.getKey() + " is in more than one of the identity.…-domains-add settings")
        .toList();
  }
}
