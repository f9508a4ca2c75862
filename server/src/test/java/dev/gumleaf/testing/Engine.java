package dev.gumleaf.testing;

import dev.gumleaf.store.Database;
import java.nio.file.Path;

/**
 * The engines that every store test runs on: {@code @ParameterizedTest @EnumSource Engine engine}.
 */
public enum Engine {
  SQLITE {
    @Override
    public Database open(Path directory) {
      return Database.sqlite(directory.resolve("state.db"));
    }
  },
  POSTGRES {
    @Override
    public Database open(Path directory) {
      return Database.postgres(TestPostgres.newDatabase());
    }
  };

  /** Opens a new, empty, migrated database; SQLite's lives in the directory. */
  public abstract Database open(Path directory);
}
