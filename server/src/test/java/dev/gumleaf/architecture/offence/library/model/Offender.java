package dev.gumleaf.architecture.offence.library.model;

import ch.qos.logback.classic.Level;
import com.maxmind.db.Reader;
import com.zaxxer.hikari.HikariConfig;
import io.netty.buffer.ByteBuf;
import io.prometheus.metrics.core.metrics.Counter;
import io.vertx.core.Vertx;
import java.sql.Connection;
import javax.sql.DataSource;
import org.apache.commons.csv.CSVFormat;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.PGConnection;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.sqlite.SQLiteConfig;
import picocli.CommandLine;

/** Knows every library that belongs to another room. */
record Offender(
    Level level,
    HikariConfig pool,
    ByteBuf buffer,
    Counter counter,
    Vertx vertx,
    Connection connection,
    DataSource source,
    Flyway flyway,
    Jdbi jdbi,
    PGConnection postgres,
    SQLiteConfig sqlite,
    Reader addresses,
    CSVFormat lists,
    Tag yaml,
    CommandLine commands) {}
