package dev.gumleaf.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingTest {
  @Test
  void names_ofAllSettings_areUnique() {
    assertThat(SettingTable.ALL).extracting(Setting::environmentName).doesNotHaveDuplicates();
    assertThat(SettingTable.ALL).extracting(Setting::flag).doesNotHaveDuplicates();
  }

  @Test
  void names_ofOneSetting_followFromItsKey() {
    assertThat(JournalSettings.QUEUE_MAX.environmentName()).isEqualTo("GUMLEAF_JOURNAL_QUEUE_MAX");
    assertThat(JournalSettings.QUEUE_MAX.flag()).isEqualTo("--journal-queue-max");
  }

  @ParameterizedTest
  @CsvSource({
    "postgresql://u:hunter2@host:5432/db, postgresql://u:***@host:5432/db",
    "postgresql://u:hun@ter2@host/db, postgresql://u:***@host/db",
    "postgresql://:hunter2@host/db, postgresql://:***@host/db",
    "postgresql://host/db?user=u&password=hunter2&ssl=true,"
        + " postgresql://host/db?user=u&password=***&ssl=true",
    "postgresql://host/db?sslPassword=hunter2, postgresql://host/db?sslPassword=***",
    "postgresql://u@host:5432/db, postgresql://u@host:5432/db",
  })
  void show_databaseUrl_hidesThePassword(String url, String shown) {
    assertThat(StoreSettings.DATABASE_URL.show(url)).isEqualTo(shown);
  }

  @Test
  void show_secretKey_hidesAllOfIt() {
    assertThat(KeySettings.SECRET_KEY.show("sk_0123456789abcdef")).isEqualTo("***");
    assertThat(KeySettings.SECRET_KEY.show("")).isEmpty();
  }

  @Test
  void toString_ofSettings_holdsNoSecret() {
    KeySettings keys = new KeySettings("pk_1", "sk_hunter2");
    EffectiveSetting line =
        new EffectiveSetting(KeySettings.SECRET_KEY, "sk_hunter2", new Origin.Default());
    assertThat(keys + " " + line).doesNotContain("hunter2");
  }
}
