package dev.gumleaf.journal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Passes everything on to real connections, and fails where it is told to. Thread-safe. */
final class FaultyConnections {
  /**
   * Where in the life of a group it fails. A sync that fails is the last two: whether the group is
   * in the log that the next start finds, nobody knows.
   */
  enum Point {
    /** Nothing was sent. */
    CONNECT("getConnection", false),
    /** At the first statement of the group's transaction. */
    FIRST_WRITE("executeQuery", false),
    /** At the second; the first is done and must be undone. */
    SECOND_WRITE("executeUpdate", false),
    /** The engine has not committed. */
    COMMIT(COMMITS, false),
    /** The engine has committed and the answer is lost. */
    AFTER_COMMIT(COMMITS, true);

    private final String method;
    private final boolean isBehind;

    Point(String method, boolean isBehind) {
      this.method = method;
      this.isBehind = isBehind;
    }
  }

  /** What the call is named here that commits; see {@link Appender}. */
  private static final String COMMITS = "setAutoCommit(true)";

  /** Just before the driver is called, or behind it when it has done what it was asked. */
  private record Moment(int call, String method, boolean isBehind) {}

  private record Fault(Predicate<Moment> when, boolean isLasting, Supplier<SQLException> error) {}

  private @Nullable Fault armed;
  private int calls;
  private int commits;

  /** Fails from now on at that point, until {@link #heal}. */
  synchronized void breakAt(Point point, Supplier<SQLException> error) {
    armed = new Fault(moment -> isAt(point, moment), true, error);
  }

  /** Fails the next time at that point. */
  synchronized void breakOnceAt(Point point, Supplier<SQLException> error) {
    armed = new Fault(moment -> isAt(point, moment), false, error);
  }

  private static boolean isAt(Point point, Moment moment) {
    return moment.method().equals(point.method) && moment.isBehind() == point.isBehind;
  }

  /**
   * Fails at a call of the driver, counted from now, the first being 1.
   *
   * @param isDone whether the call is passed on and only its answer lost
   * @param isLasting whether all later ones fail, too
   */
  synchronized void breakCall(
      int number, boolean isDone, boolean isLasting, Supplier<SQLException> error) {
    calls = 0;
    armed =
        new Fault(
            moment ->
                moment.isBehind() == isDone
                    && (isLasting ? moment.call() >= number : moment.call() == number),
            isLasting,
            error);
  }

  synchronized void heal() {
    armed = null;
  }

  /** Calls of the driver since {@link #breakCall}. */
  synchronized int calls() {
    return calls;
  }

  /** Commits that were tried. */
  synchronized int commits() {
    return commits;
  }

  private synchronized void meet(Moment moment) throws SQLException {
    if (armed != null && armed.when().test(moment)) {
      SQLException error = armed.error().get();
      if (!armed.isLasting()) {
        armed = null;
      }
      throw error;
    }
  }

  private synchronized int count(String method) {
    commits += method.equals(COMMITS) ? 1 : 0;
    return ++calls;
  }

  DataSource over(DataSource source) {
    return proxy(DataSource.class, source);
  }

  private <T> T proxy(Class<T> type, T target) {
    return type.cast(
        Proxy.newProxyInstance(
            FaultyConnections.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> pass(target, method, arguments)));
  }

  @SuppressWarnings("AvoidObjectArrays") // the form of InvocationHandler
  private @Nullable Object pass(Object target, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (method.getName().equals("close")) {
      // What is given up is gone; a connection kept open by a test would only be in the way.
      return call(target, method, arguments);
    }
    boolean commits =
        method.getName().equals("setAutoCommit")
            && arguments != null
            && Boolean.TRUE.equals(arguments[0]);
    String name = commits ? COMMITS : method.getName();
    int number = count(name);
    meet(new Moment(number, name, false));
    Object result = call(target, method, arguments);
    meet(new Moment(number, name, true));
    return switch (result) {
      case Connection connection -> proxy(Connection.class, connection);
      case PreparedStatement statement -> proxy(PreparedStatement.class, statement);
      case Statement statement -> proxy(Statement.class, statement);
      case ResultSet rows -> proxy(ResultSet.class, rows);
      case null, default -> result;
    };
  }

  @SuppressWarnings("AvoidObjectArrays")
  private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }
}
