package dev.gumleaf.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gumleaf.testing.Await;
import dev.gumleaf.testing.Engine;
import dev.gumleaf.testing.MmdbWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server with files that tell about addresses. */
class AddressFilesTest {
  private static final String LOADED = "gumleaf_address_file_loaded_timestamp_seconds";

  @TempDir Path directory;

  @Test
  void start_withFiles_tellsWhenTheyWereReadAndReadsThemAgain() throws IOException {
    Path csv = Files.writeString(directory.resolve("own.csv"), "203.0.113.0/24,acme.test\n");
    Path city = new MmdbWriter().with("203.0.113.0/24", Map.of()).writeTo(directory.resolve("a"));
    Map<String, String> flags = Map.of("mmdb.csv", csv.toString(), "mmdb.city", city.toString());
    try (WiredServer server = start(flags)) {
      assertThat(metrics(server))
          .contains(LOADED + "{file=\"csv\"}", LOADED + "{file=\"city\"}")
          .doesNotContain("file=\"asn\"");
      String before = line(server, "csv");
      String otherBefore = line(server, "city");
      Files.writeString(csv, "203.0.113.0/25,acme.test\n203.0.113.128/25,northwind.test\n");
      Await.until(() -> !line(server, "csv").equals(before));
      assertThat(line(server, "city")).isEqualTo(otherBefore);
    }
  }

  @Test
  void start_listWithADomainThatTheOperatorCallsACompany_isTaken() throws IOException {
    Path csv = Files.writeString(directory.resolve("own.csv"), "203.0.113.0/24,gmx.de\n");
    Map<String, String> flags =
        Map.of("mmdb.csv", csv.toString(), "identity.business-domains-add", "gmx.de");
    try (WiredServer server = start(flags)) {
      assertThat(metrics(server)).contains(LOADED + "{file=\"csv\"}");
    }
  }

  @Test
  void start_withoutFiles_isAsEver() {
    try (WiredServer server = start(Map.of())) {
      assertThat(metrics(server)).doesNotContain(LOADED);
    }
  }

  @Test
  void start_missingFile_isRefusedWithSettingAndPath() {
    Path none = directory.resolve("none.mmdb");
    assertThatThrownBy(() -> start(Map.of("mmdb.asn", none.toString())))
        .isInstanceOf(CommandFailure.class)
        .hasMessage("mmdb.asn: " + none + ": there is no such file");
  }

  @Test
  void start_damagedFile_isRefusedWithSettingAndPath() throws IOException {
    Path csv = Files.writeString(directory.resolve("own.csv"), "cidr,domain\n203.0.113.0,acme\n");
    assertThatThrownBy(() -> start(Map.of("mmdb.csv", csv.toString())))
        .isInstanceOf(CommandFailure.class)
        .hasMessageStartingWith("mmdb.csv: " + csv + ": line 2: ");
    assertThat(directory.resolve("data/state.db")).doesNotExist();
  }

  private WiredServer start(Map<String, String> flags) {
    return WiredServer.start(WiredServer.settings(Engine.SQLITE, directory, flags));
  }

  private static String metrics(WiredServer server) {
    return server.get("/metrics").body();
  }

  private static String line(WiredServer server, String file) {
    return metrics(server)
        .lines()
        .filter(line -> line.startsWith(LOADED + "{file=\"" + file + "\"}"))
        .findFirst()
        .orElse("");
  }
}
