package dev.gumleaf.app;

import dev.gumleaf.address.AddressBook;
import dev.gumleaf.address.AddressFile;
import dev.gumleaf.address.AddressFileException;
import dev.gumleaf.ingest.DomainReader;
import dev.gumleaf.observe.Metrics;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Opens the files that tell about addresses, and looks for newer ones while the server runs. */
record AddressWatch(AddressBook book) {
  /** Twice this until a newer file counts: it must have come to rest. */
  private static final long LOOK_EVERY_SECONDS = 2;

  /** Fails with a message for the operator if a file cannot be used. */
  static AddressWatch open(
      Map<AddressFile, Path> files, DomainReader domains, InstantSource clock) {
    try {
      return new AddressWatch(new AddressBook(files, domains, clock));
    } catch (AddressFileException unusable) {
      throw new CommandFailure(
          "mmdb.%s: %s".formatted(unusable.file().word(), unusable.getMessage()));
    }
  }

  /** Does nothing when there is nothing to watch. */
  void start(Metrics metrics, Running running) {
    if (book.loadedAt().isEmpty()) {
      return;
    }
    // A thread of its own: a large file takes seconds.
    var timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("addresses").daemon().factory());
    running.closing(timer::shutdown);
    Future<?> _ =
        timer.scheduleWithFixedDelay(
            book::refresh, LOOK_EVERY_SECONDS, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
    metrics.gauge(
        "gumleaf_address_file_loaded_timestamp_seconds",
        "When each address file was last read with success.",
        "file",
        loadedSeconds());
  }

  private Map<String, LongSupplier> loadedSeconds() {
    Map<String, LongSupplier> seconds = new LinkedHashMap<>();
    for (AddressFile file : book.loadedAt().keySet()) {
      seconds.put(
          file.word(),
          () -> {
            Instant at = Objects.requireNonNull(book.loadedAt().get(file), file.word());
            return at.getEpochSecond();
          });
    }
    return seconds;
  }
}
