package dev.gumleaf.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gumleaf.testing.Await;
import dev.gumleaf.testing.Engine;
import dev.gumleaf.testing.MmdbWriter;
import dev.gumleaf.testing.RawClient.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Visitors whom nobody knows come from somewhere. */
class CompanyFromAddressTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path directory;

  private Path companies() {
    return new MmdbWriter()
        .with(
            "203.0.113.0/28",
            Map.of("name", "Northwind", "domain", "northwind.test", "type", "business"))
        .with(
            "203.0.113.16/28",
            Map.of("name", "Bit Barn", "domain", "bitbarn.test", "type", "hosting"))
        .with(
            "203.0.113.32/28", Map.of("name", "Home Net", "domain", "homenet.test", "type", "isp"))
        .writeTo(directory.resolve("company.mmdb"));
  }

  private static void view(WiredServer server, String id, String address) {
    String body =
        """
        {"profile_id":"%s","ip":"%s","page_views":[{"message_id":"v-%s",
          "page":{"path":"/pricing"},"visit_start":"2026-01-05T10:00:00Z"}]}
        """
            .formatted(id, address, id);
    Reply reply =
        server.send(
            """
            POST /web/projects/%s/batch?results=1 HTTP/1.1\r
            Host: a\r
            User-Agent: Mozilla/5.0\r
            Content-Length: %d\r
            \r
            %s\
            """
                .formatted(WiredServer.PUBLIC_KEY, body.getBytes(UTF_8).length, body));
    assertThat(reply.body()).contains("\"stored\"");
  }

  private static JsonNode account(WiredServer server, String id) throws IOException {
    return JSON.readTree(server.get("/api/v1/profiles/" + id).body()).get("account");
  }

  @ParameterizedTest
  @EnumSource
  void visit_fromAnOffice_isOfItsCompanyAndOthersOfNone(Engine engine) throws IOException {
    Path file = companies();
    Map<String, String> flags = Map.of("mmdb.company", file.toString());
    try (WiredServer server = WiredServer.start(WiredServer.settings(engine, directory, flags))) {
      view(server, "office", "203.0.113.5");
      view(server, "hosted", "203.0.113.20");
      view(server, "at-home", "203.0.113.40");
      view(server, "elsewhere", "198.51.100.1");

      JsonNode office = account(server, "office");
      assertThat(office.get("domain").asText()).isEqualTo("northwind.test");
      assertThat(office.get("via").asText()).isEqualTo("address");
      assertThat(office.get("confidence").asText()).isEqualTo("high");
      assertThat(office.get("reason").asText()).isNotBlank();
      for (String other : new String[] {"hosted", "at-home", "elsewhere"}) {
        assertThat(account(server, other).isNull()).as(other).isTrue();
      }
      assertThat(server.get("/api/v1/accounts").body())
          .contains("northwind.test")
          .doesNotContain("bitbarn", "homenet");

      // A damaged file changes nothing.
      Files.write(file, new byte[] {1, 2, 3});
      view(server, "office-2", "203.0.113.6");
      assertThat(account(server, "office-2").get("domain").asText()).isEqualTo("northwind.test");
    }
  }

  @ParameterizedTest
  @EnumSource
  void visit_fromTheOfficeOfAForgottenCompany_isOfNoCompany(Engine engine) throws Exception {
    Map<String, String> flags = Map.of("mmdb.company", companies().toString());
    try (WiredServer server = WiredServer.start(WiredServer.settings(engine, directory, flags))) {
      view(server, "before", "203.0.113.5");
      assertThat(server.get("/api/v1/accounts").body()).contains("northwind.test");
      Reply created =
          ErasureEndToEndTest.admin(
              server, "/api/v1/deletion-requests", "{\"domains\":[\"northwind.test\"]}");
      String id = JSON.readTree(created.body()).get("deletion_request_id").asText();
      Await.until(
          () -> server.get("/api/v1/deletion-requests/" + id).body().contains("\"completed\""));
      view(server, "after", "203.0.113.5");
      assertThat(account(server, "after").isNull()).isTrue();
      assertThat(server.get("/api/v1/accounts").body()).doesNotContain("northwind.test");
      assertThat(server.get("/api/v1/profiles/after").body())
          .doesNotContainIgnoringCase("northwind");
    }
  }

  @ParameterizedTest
  @EnumSource
  void visit_fromADomainThatTheOperatorCallsPersonal_isOfNoCompany(Engine engine)
      throws IOException {
    Map<String, String> flags =
        Map.of(
            "mmdb.company",
            companies().toString(),
            "identity.personal-domains-add",
            "northwind.test");
    try (WiredServer server = WiredServer.start(WiredServer.settings(engine, directory, flags))) {
      view(server, "office", "203.0.113.5");
      assertThat(account(server, "office").isNull()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void visit_withoutFiles_isOfNoCompany(Engine engine) throws IOException {
    try (WiredServer server =
        WiredServer.start(WiredServer.settings(engine, directory, Map.of()))) {
      view(server, "office", "203.0.113.5");
      assertThat(account(server, "office").isNull()).isTrue();
    }
  }
}
