package dev.gumleaf.store;

import java.sql.SQLException;
import java.util.Map;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

final class SqliteDialect implements Dialect {
  /** The low byte of an extended result code is the primary one. */
  private static final int PRIMARY_CODE = 0xff;

  @Override
  public Map<String, String> migrationPlaceholders() {
    return Map.of("id", "INTEGER PRIMARY KEY", "bytes", "BLOB");
  }

  @Override
  public boolean isStorageFull(SQLException error) {
    return hasCode(error, SQLiteErrorCode.SQLITE_FULL);
  }

  @Override
  public boolean isStorageBroken(SQLException error) {
    return hasCode(error, SQLiteErrorCode.SQLITE_IOERR)
        || hasCode(error, SQLiteErrorCode.SQLITE_CORRUPT)
        || hasCode(error, SQLiteErrorCode.SQLITE_NOTADB);
  }

  private static boolean hasCode(SQLException error, SQLiteErrorCode code) {
    return error instanceof SQLiteException sqlite
        && (sqlite.getResultCode().code & PRIMARY_CODE) == code.code;
  }

  @Override
  public String forUpdate() {
    return "";
  }
}
