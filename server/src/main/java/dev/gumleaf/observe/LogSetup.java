package dev.gumleaf.observe;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets the log up by code, once, at start: one line an event, to the standard output. */
public final class LogSetup {
  private LogSetup() {}

  /** How a line of the log looks. */
  public enum Form {
    JSON,
    TEXT
  }

  /** The log of a server: what we say, and warnings of the libraries. */
  public static void forServer(Form form) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    set(context, encoder(form, context), "System.out", Level.WARN);
    context.getLogger("dev.gumleaf").setLevel(Level.INFO);
    // It warns, with a stack trace each, of connections that come while the server stops listening.
    context.getLogger("io.netty.bootstrap.ServerBootstrap").setLevel(Level.ERROR);
  }

  /** The log of a command, whose output is its own: warnings only, to the error output. */
  public static void forCommand() {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    set(context, encoder(Form.TEXT, context), "System.err", Level.WARN);
  }

  private static void set(
      LoggerContext context, Encoder<ILoggingEvent> encoder, String target, Level level) {
    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.detachAndStopAllAppenders();
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(context);
    appender.setTarget(target);
    appender.setEncoder(encoder);
    appender.start();
    root.addAppender(appender);
    root.setLevel(level);
  }

  private static Encoder<ILoggingEvent> encoder(Form form, LoggerContext context) {
    return switch (form) {
      case JSON -> {
        JsonEncoder json = new JsonEncoder();
        json.setContext(context);
        json.setWithSequenceNumber(false);
        json.setWithContext(false);
        json.setWithMDC(false);
        json.setWithArguments(false);
        json.setWithNanoseconds(false);
        json.start();
        yield json;
      }
      case TEXT -> {
        PatternLayoutEncoder text = new PatternLayoutEncoder();
        text.setContext(context);
        text.setPattern("%d{HH:mm:ss.SSS} %-5level %logger{0} %msg %kvp%n");
        text.start();
        yield text;
      }
    };
  }
}
