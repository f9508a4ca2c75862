package dev.gumleaf.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsLoaderTest {
  @TempDir Path directory;

  @Test
  void load_noSources_givesDefaults() {
    Settings settings = load(Map.of(), Map.of(), "");
    assertThat(settings.http().host()).isEqualTo("127.0.0.1");
    assertThat(settings.http().port()).isEqualTo(8080);
    assertThat(settings.http().bodyMax()).isEqualTo(DataSize.parse("1MiB"));
    assertThat(settings.http().trustedProxies()).isEmpty();
    assertThat(settings.store().data()).isEqualTo(Path.of("./data"));
    assertThat(settings.store().findDatabaseUrl()).isEmpty();
    assertThat(settings.keys().findPublicKey()).isEmpty();
    assertThat(settings.keys().findSecretKey()).isEmpty();
    assertThat(settings.rates().key()).isEqualTo(new RateSettings.Bucket(0, Duration.ofSeconds(1)));
    assertThat(settings.ingest().resultsWait()).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.journal().keep()).isEqualTo(Duration.ofDays(7));
    assertThat(settings.program())
        .isEqualTo(new ProgramSettings(LogFormat.JSON, Duration.ofSeconds(8)));
    assertThat(settings.listing())
        .allSatisfy(line -> assertThat(line.origin()).isEqualTo(new Origin.Default()));
  }

  @Test
  void load_everyKeyInEnvironment_isTaken() {
    Map<String, String> environment = new HashMap<>();
    SettingTable.ALL.forEach(
        setting -> environment.put(setting.environmentName(), OtherValues.of(setting.key())));
    assertTaken(load(environment, Map.of(), ""));
  }

  @Test
  void load_everyKeyAsFlag_isTaken() {
    assertTaken(load(Map.of(), OtherValues.BY_KEY, ""));
  }

  @Test
  void load_everyKeyInFile_isTaken() throws IOException {
    StringBuilder lines = new StringBuilder("# all of them\n");
    OtherValues.BY_KEY.forEach((key, value) -> lines.append(key + " = " + value + "\n"));
    assertTaken(load(Map.of(), Map.of(), write("all.properties", lines.toString())));
  }

  private static void assertTaken(Settings settings) {
    assertThat(settings.listing()).hasSize(SettingTable.ALL.size());
    assertThat(settings.listing())
        .allSatisfy(line -> {
          assertThat(line.text()).isEqualTo(OtherValues.of(line.setting().key()));
          assertThat(line.text()).isNotEqualTo(line.setting().defaultText());
        });
    assertThat(settings).extracting(OtherValues::records).isEqualTo(OtherValues.RECORDS);
  }

  @Test
  void load_severalSources_strongestWins() throws IOException {
    String file = write("some.properties", "port = 1\nhttp.idle-timeout = 1s\njournal.keep = 1d\n");
    Settings settings =
        load(
            Map.of("GUMLEAF_PORT", "2", "GUMLEAF_HTTP_IDLE_TIMEOUT", "2s"),
            Map.of("port", "3"),
            file);
    assertThat(settings.http().port()).isEqualTo(3);
    assertThat(settings.connections().idleTimeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(settings.journal().keep()).isEqualTo(Duration.ofDays(1));
    assertThat(settings.listing())
        .extracting(EffectiveSetting::toString)
        .contains("port = 3 (--port)", "journal.keep = 1d (" + file + ")");
  }

  @Test
  void load_fileInDataDirectory_isFound() throws IOException {
    write("gumleaf.properties", "port = 9\n");
    Settings settings = load(Map.of("GUMLEAF_DATA", directory.toString()), Map.of(), "");
    assertThat(settings.http().port()).isEqualTo(9);
  }

  @Test
  void load_otherFileNamed_leavesTheOneInDataDirectory() throws IOException {
    write("gumleaf.properties", "port = 9\n");
    String other = write("other.properties", "host = 0.0.0.0\n");
    Map<String, String> environment =
        Map.of("GUMLEAF_DATA", directory.toString(), "GUMLEAF_CONFIG", other);
    Settings settings = load(environment, Map.of(), "");
    assertThat(settings.http().host()).isEqualTo("0.0.0.0");
    assertThat(settings.http().port()).isEqualTo(8080);
  }

  @Test
  void load_dataInFileOfDataDirectory_isRefused() throws IOException {
    write("gumleaf.properties", "data = /elsewhere\n");
    assertProblem(Map.of("GUMLEAF_DATA", directory.toString()), Map.of(), "")
        .hasMessageContaining("data cannot be set in");
  }

  @Test
  void load_namedFileMissing_isRefused() {
    assertProblem(Map.of(), Map.of(), directory.resolve("none.properties").toString())
        .hasMessageContaining("there is no such file");
  }

  @Test
  void load_keyTwiceInFile_isRefused() throws IOException {
    assertProblem(Map.of(), Map.of(), write("twice.properties", "port = 1\nport = 2\n"))
        .hasMessageContaining("port more than once");
  }

  @Test
  void load_unknownKeys_areAllNamedWithTheNearestOne() throws IOException {
    String file = write("typo.properties", "journal.que-max = 1MiB\nbody-max = 2MiB\nzzz = 1\n");
    assertProblem(Map.of("GUMLEAF_JURNAL_KEEP", "1d"), Map.of(), file)
        .hasMessageContaining(
            "unknown environment variable GUMLEAF_JURNAL_KEEP; did you mean GUMLEAF_JOURNAL_KEEP?")
        .hasMessageContaining(
            "unknown setting journal.que-max in " + file + "; did you mean journal.queue-max?")
        .hasMessageContaining(
            "unknown setting body-max in " + file + "; did you mean http.body-max?")
        .hasMessageMatching("(?s).*unknown setting zzz in [^;]*");
  }

  @Test
  void load_processVariables_areNoSettings() {
    Map<String, String> environment =
        Map.of("GUMLEAF_JAVA_HOME", "/jdk", "GUMLEAF_JAVA_OPTS", "-Xmx1g", "PATH", "/bin");
    assertThat(load(environment, Map.of(), "").http().port()).isEqualTo(8080);
  }

  @Test
  void load_emptyVariable_countsAsNotSet() {
    assertThat(load(Map.of("GUMLEAF_PORT", " "), Map.of(), "").http().port()).isEqualTo(8080);
  }

  @ParameterizedTest
  @CsvSource({
    "port, 65536, a port number from 0 to 65535",
    "port, 80x, a port number from 0 to 65535",
    "http.event-loops, 99999999999999999999, a number of threads from 0 to 256",
    "journal.keep, 7, a duration such as",
    "journal.keep, 0s, a duration such as",
    "journal.keep, 999999999999d, a duration such as",
    "http.body-max, 1000, a size such as",
    "http.body-max, 65MiB, from 1KiB to 64MiB",
    "http.body-max, 999999999999999GiB, from 1KiB to 64MiB",
    "log.format, xml, json or text",
    "http.trusted-proxies, proxy.example, addresses or networks",
    "http.trusted-proxies, 10.0.0.0/33, addresses or networks",
    "identity.personal-domains-add, acme, domains such as",
    "identity.personal-domains-add, ana@acme.com, domains such as",
    "identity.business-domains-add, acme.com other.com, domains such as",
    "host, '', a host name or address",
    "public-key, a/b, without '/'",
    "public-key, sk_0123456789abcdef, not beginning with sk_",
  })
  void load_badValue_namesKeyValueAndForm(String key, String value, String form) {
    assertProblem(Map.of(), Map.of(key, value), "")
        .hasMessageContaining(key + " has the value '" + value + "' (from --")
        .hasMessageContaining("expected ")
        .hasMessageContaining(form);
  }

  @ParameterizedTest
  @CsvSource({
    "secret-key, hunter2hunter2hunter2",
    "secret-key, sk_hunter2",
    "database-url, mysql://u:hunter2@host/db",
  })
  void load_badSecret_isNotShown(String key, String value) {
    assertProblem(Map.of(), Map.of(key, value), "")
        .hasMessageContaining(key + " has the value *** (from --" + key + ")")
        .message()
        .doesNotContain("hunter2");
  }

  @Test
  void load_bodyLargerThanQueue_isRefused() {
    assertProblem(Map.of(), Map.of("http.body-max", "2MiB", "journal.queue-max", "1MiB"), "")
        .hasMessageContaining("http.body-max (2MiB) is larger than journal.queue-max (1MiB)");
  }

  @Test
  void load_domainOfTwoKinds_isRefused() {
    assertProblem(
            Map.of(),
            Map.of(
                "identity.personal-domains-add", "a.example, b.example, b.example",
                "identity.business-domains-add", "A.example"),
            "")
        .hasMessageContaining("a.example is in more than one of the identity")
        .hasMessageNotContaining("b.example is");
  }

  private static AbstractThrowableAssert<?, ?> assertProblem(
      Map<String, String> environment, Map<String, String> flags, String file) {
    return assertThatThrownBy(() -> load(environment, flags, file))
        .isInstanceOf(SettingsException.class);
  }

  private static Settings load(
      Map<String, String> environment, Map<String, String> flags, String file) {
    return SettingsLoader.load(new SettingsSources(environment, flags, file));
  }

  private String write(String name, String lines) throws IOException {
    return Files.writeString(directory.resolve(name), lines).toString();
  }
}
