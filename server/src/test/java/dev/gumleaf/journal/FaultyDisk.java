package dev.gumleaf.journal;

import static java.util.Objects.requireNonNull;

import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** A database whose writes fail on cue, at the places where a disk can fail. */
public final class FaultyDisk implements DataSource {
  /** What happens to the next group. */
  public enum Fault {
    NONE,
    /** The statement is refused; nothing is written. */
    WRITE_FAILS,
    /** The disk is full; nothing is written. */
    DISK_FULL,
    /** The sync fails and the transaction is lost. */
    COMMIT_FAILS,
    /** The transaction is on the disk, but nobody is told. */
    ANSWER_LOST
  }

  private final DataSource disk;
  private Fault next = Fault.NONE;

  public FaultyDisk(DataSource disk) {
    this.disk = disk;
  }

  /** Breaks the next write or commit, once. */
  public void breakNext(Fault fault) {
    next = fault;
  }

  private Fault take() {
    Fault fault = next;
    next = Fault.NONE;
    return fault;
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = disk.getConnection();
    return proxy(
        Connection.class,
        (proxy, method, arguments) ->
            switch (method.getName()) {
              case "setAutoCommit" ->
                  requireNonNull(arguments)[0].equals(true)
                      ? commit(connection)
                      : call(connection, method, arguments);
              case "prepareStatement" ->
                  failing(connection.prepareStatement((String) requireNonNull(arguments)[0]));
              default -> call(connection, method, arguments);
            });
  }

  private @Nullable Object commit(Connection connection) throws SQLException {
    switch (take()) {
      case NONE -> connection.setAutoCommit(true);
      case WRITE_FAILS, DISK_FULL, COMMIT_FAILS -> {
        connection.rollback();
        throw new SQLException("the sync failed, on cue");
      }
      case ANSWER_LOST -> {
        connection.setAutoCommit(true);
        throw new SQLException("the answer was lost, on cue");
      }
    }
    return null;
  }

  private PreparedStatement failing(PreparedStatement statement) {
    return proxy(
        PreparedStatement.class,
        (proxy, method, arguments) -> {
          if (method.getName().equals("executeUpdate")) {
            failWrite();
          }
          return call(statement, method, arguments);
        });
  }

  private void failWrite() throws SQLException {
    if (next == Fault.WRITE_FAILS) {
      next = Fault.NONE;
      throw new SQLException("the write failed, on cue");
    }
    if (next == Fault.DISK_FULL) {
      next = Fault.NONE;
      throw new SQLiteException("the disk is full, on cue", SQLiteErrorCode.SQLITE_FULL);
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  @SuppressWarnings("AvoidObjectArrays") // the form of InvocationHandler
  private static @Nullable Object call(
      Object target, java.lang.reflect.Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return getConnection();
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(PrintWriter out) {}

  @Override
  public void setLoginTimeout(int seconds) {}

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLException("not wrapped");
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
