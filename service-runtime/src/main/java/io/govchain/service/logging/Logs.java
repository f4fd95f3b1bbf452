package io.govchain.service.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import io.govchain.service.config.LogSettings;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Logs of a service process, on standard output: one JSON object or one plain line per event. Every
 * event within {@link #inTransaction} carries the transaction's id.
 */
public final class Logs {
  private static final String TRANSACTION = "transaction";
  private static final String PLAIN =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX,UTC} %-5level %logger{20} %msg"
          + "%replace( transaction=%X{transaction}){' transaction=$', ''}%n";

  private Logs() {}

  /** Replaces whatever was configured: the process logs only this way from now on. */
  public static void configure(LogSettings settings) {
    if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
      return; // Embedded in a host with another logging system, which then rules.
    }
    context.reset();
    Encoder<ILoggingEvent> encoder = encoder(settings.format(), context);
    encoder.start();
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setContext(context);
    console.setEncoder(encoder);
    console.start();
    ch.qos.logback.classic.Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.addAppender(console);
    root.setLevel(Level.valueOf(settings.level().name()));
    // These speak at INFO about every connection and migration; a problem still shows.
    context.getLogger("io.netty").setLevel(Level.WARN);
    context.getLogger("org.flywaydb").setLevel(Level.WARN);
  }

  /** Marks what this thread logs during the work as belonging to the transaction. */
  public static <T> T inTransaction(String transaction, Supplier<T> work) {
    String outer = MDC.get(TRANSACTION);
    MDC.put(TRANSACTION, transaction);
    try {
      return work.get();
    } finally {
      if (outer == null) {
        MDC.remove(TRANSACTION);
      } else {
        MDC.put(TRANSACTION, outer);
      }
    }
  }

  /** {@link #inTransaction} for work without a result. */
  public static void runInTransaction(String transaction, Runnable work) {
    inTransaction(
        transaction,
        () -> {
          work.run();
          return true;
        });
  }

  /** Writes out what is buffered; for the end of the process. */
  public static void flush() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.stop();
    }
  }

  private static Encoder<ILoggingEvent> encoder(LogSettings.Format format, LoggerContext context) {
    return switch (format) {
      case JSON -> {
        JsonEncoder json = new JsonEncoder();
        json.setContext(context);
        json.setWithSequenceNumber(false);
        json.setWithNanoseconds(false);
        json.setWithContext(false);
        json.setWithMessage(false);
        json.setWithArguments(false);
        json.setWithFormattedMessage(true);
        yield json;
      }
      case PLAIN -> {
        PatternLayoutEncoder plain = new PatternLayoutEncoder();
        plain.setContext(context);
        plain.setPattern(PLAIN);
        yield plain;
      }
    };
  }
}
