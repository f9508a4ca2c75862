package dev.gumleaf.store;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Where a PostgreSQL database is, from {@code postgresql://user:password@host:port/database?…}, the
 * form libpq and hosting providers use; further parameters go to the driver.
 */
public record PostgresAddress(String jdbcUrl, String user, String password) {
  private static final Set<String> SCHEMES = Set.of("postgresql", "postgres");

  /**
   * User and password, host, and port. Not by {@link URI#getHost}, which knows no underscores;
   * names that container networks give have them.
   */
  private static final Pattern AUTHORITY =
      Pattern.compile("(?:([^:@]*)(?::([^@]*))?@)?([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(:\\d+)?");

  /** An at sign here is the end of a password with a slash in it. */
  private static final Pattern DATABASE = Pattern.compile("/[^/@]+");

  /**
   * Reads an address. Signs that have a meaning in a URL are written with a percent sign in user
   * and password.
   *
   * @throws IllegalArgumentException if the address has another form; the message holds no password
   */
  public static PostgresAddress parse(String address) {
    URI uri;
    try {
      uri = URI.create(address);
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException("the database address is not a URL");
    }
    Matcher authority = AUTHORITY.matcher(orEmpty(uri.getRawAuthority()));
    if (!SCHEMES.contains(orEmpty(uri.getScheme()))
        || !authority.matches()
        || !DATABASE.matcher(orEmpty(uri.getRawPath())).matches()
        || uri.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "a database address looks like postgresql://user:password@host:5432/database");
    }
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return new PostgresAddress(
        "jdbc:postgresql://"
            + authority.group(3)
            + orEmpty(authority.group(4))
            + uri.getRawPath()
            + query,
        decode(orEmpty(authority.group(1))),
        decode(orEmpty(authority.group(2))));
  }

  private static String orEmpty(@Nullable String part) {
    return part == null ? "" : part;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** A source of plain connections, not pooled. */
  public DataSource dataSource() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(jdbcUrl);
    if (!user.isEmpty()) {
      source.setUser(user);
    }
    if (!password.isEmpty()) {
      source.setPassword(password);
    }
    return source;
  }

  @Override
  public String toString() {
    return jdbcUrl.replaceFirst("\\?.*", "");
  }
}
