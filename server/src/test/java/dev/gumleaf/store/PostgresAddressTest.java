package dev.gumleaf.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresAddressTest {
  @ParameterizedTest
  @CsvSource({
    "postgresql://u:p@localhost:5432/db, jdbc:postgresql://localhost:5432/db, u, p",
    "postgres://u:p@db.example:6543/db, jdbc:postgresql://db.example:6543/db, u, p",
    "postgresql://u@localhost/db, jdbc:postgresql://localhost/db, u, ''",
    "postgresql://localhost/db, jdbc:postgresql://localhost/db, '', ''",
    "postgresql://u:p@my_db:5432/db, jdbc:postgresql://my_db:5432/db, u, p",
    "postgresql://u:p@127.0.0.1/db, jdbc:postgresql://127.0.0.1/db, u, p",
    "postgresql://u:p@[::1]:5432/db, jdbc:postgresql://[::1]:5432/db, u, p",
    "postgresql://u:p@h/db?sslmode=require, jdbc:postgresql://h/db?sslmode=require, u, p",
    "postgresql://u%40x:p%3Aq%2F%23%25@h/db, jdbc:postgresql://h/db, u@x, p:q/#%",
    "postgresql://u:a+b:c@h/db, jdbc:postgresql://h/db, u, a+b:c",
    "postgresql://u:%C3%A9@h/my%20db, jdbc:postgresql://h/my%20db, u, é"
  })
  void parse_address_isTakenApart(String address, String jdbcUrl, String user, String password) {
    assertThat(PostgresAddress.parse(address))
        .isEqualTo(new PostgresAddress(jdbcUrl, user, password));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hunter2",
        "mysql://u:hunter2@h/db",
        "jdbc:postgresql://u:hunter2@h/db",
        "postgresql:u:hunter2@h/db",
        "postgresql:///db?password=hunter2",
        "postgresql://u:hunter2@/db",
        "postgresql://u:hunter2@h",
        "postgresql://u:hunter2@h:port/db",
        "postgresql://u:hunter2#x@h/db",
        "postgresql://u:hunter2/x@h/db",
        "postgresql://u:42/hunter2@h/db",
        "postgresql://u:hunter2?x@h/db",
        "postgresql://u:hunter2 x@h/db",
        "postgresql://u:hunter2%@h/db"
      })
  void parse_otherForm_isRefusedWithoutShowingThePassword(String address) {
    assertThatThrownBy(() -> PostgresAddress.parse(address))
        .isInstanceOf(IllegalArgumentException.class)
        .hasNoCause()
        .message()
        .isNotEmpty()
        .doesNotContain("hunter2");
  }

  @Test
  void toString_address_holdsNoSecret() {
    PostgresAddress address =
        PostgresAddress.parse("postgresql://user:hunter2@h:1/db?sslpassword=hunter2");
    assertThat(address).hasToString("jdbc:postgresql://h:1/db");
  }
}
