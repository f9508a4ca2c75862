package dev.gumleaf.address;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.model.Domain;
import dev.gumleaf.model.NetworkKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkWordsTest {
  private final NetworkWords words = new NetworkWords();

  @ParameterizedTest
  @CsvSource({
    "'Comcast Cable Communications, LLC', ISP",
    "Deutsche Telekom AG, ISP",
    "AT&T Enterprises, ISP",
    "Rural Broadband Cooperative, ISP",
    "T-Mobile USA, MOBILE",
    "AMAZON-02, HOSTING",
    "DIGITALOCEAN-ASN, HOSTING",
    "OVH SAS, HOSTING",
    "Example Web Hosting GmbH, HOSTING",
    "Some Datacenters B.V., HOSTING",
    "NordVPN S.A., VPN",
    "Acme VPN, VPN",
    "Tor Exit Operators, TOR",
    "Universität Bremen, EDUCATION",
    "City of Springfield, GOVERNMENT",
    "Acme Inc., ''",
    "Torrance Motors, ''",
    "Cloudberry Farms, ''",
    "Mobilia Furniture, ''",
    "'', ''",
  })
  void findByName_wordsOfTheList_tellTheKind(String name, String kind) {
    assertThat(words.findByName(name).map(NetworkKind::name).orElse("")).isEqualTo(kind);
  }

  @Test
  void findByDomain_providers_areKnown() {
    assertThat(words.findByDomain(new Domain("comcast.net"))).contains(NetworkKind.ISP);
    assertThat(words.findByDomain(new Domain("amazonaws.com"))).contains(NetworkKind.HOSTING);
    assertThat(words.findByDomain(new Domain("acme.test"))).isEmpty();
  }
}
