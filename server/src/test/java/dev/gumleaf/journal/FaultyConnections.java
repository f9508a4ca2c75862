package dev.gumleaf.journal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Passes everything on to real connections, and fails at one point when it is told to. */
final class FaultyConnections {
  /** Where in the life of a group it fails. */
  enum Point {
    /** Nothing was sent. */
    CONNECT,
    /** At the first statement of the group's transaction. */
    FIRST_WRITE,
    /** At the second; the first is done and must be undone. */
    SECOND_WRITE,
    /** The commit is never seen by the engine. */
    COMMIT,
    /** The engine has committed and the answer is lost. */
    AFTER_COMMIT
  }

  private record Fault(Point point, Supplier<SQLException> error) {}

  private final AtomicReference<@Nullable Fault> armed = new AtomicReference<>();
  private final AtomicInteger commits = new AtomicInteger();

  /** Fails from now on at that point, until {@link #heal}. */
  void breakAt(Point point, Supplier<SQLException> error) {
    armed.set(new Fault(point, error));
  }

  void heal() {
    armed.set(null);
  }

  /** Commits that were tried. */
  int commits() {
    return commits.get();
  }

  DataSource over(DataSource source) {
    return proxy(
        DataSource.class,
        (proxy, method, arguments) -> {
          failAt(Point.CONNECT, method.getName().equals("getConnection"));
          Object result = call(source, method, arguments);
          return result instanceof Connection connection ? over(connection) : result;
        });
  }

  private Connection over(Connection connection) {
    return proxy(
        Connection.class,
        (proxy, method, arguments) -> {
          boolean commit =
              method.getName().equals("setAutoCommit") && Boolean.TRUE.equals(arguments[0]);
          if (commit) {
            commits.incrementAndGet();
          }
          failAt(Point.COMMIT, commit);
          Object result = call(connection, method, arguments);
          failAt(Point.AFTER_COMMIT, commit);
          return result instanceof PreparedStatement statement ? over(statement) : result;
        });
  }

  private PreparedStatement over(PreparedStatement statement) {
    return proxy(
        PreparedStatement.class,
        (proxy, method, arguments) -> {
          failAt(Point.FIRST_WRITE, method.getName().equals("executeQuery"));
          failAt(Point.SECOND_WRITE, method.getName().equals("executeUpdate"));
          return call(statement, method, arguments);
        });
  }

  private void failAt(Point point, boolean isThere) throws SQLException {
    Fault fault = armed.get();
    if (isThere && fault != null && fault.point() == point) {
      throw fault.error().get();
    }
  }

  private static @Nullable Object call(Object target, Method method, @Nullable Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            FaultyConnections.class.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
