package dev.gumleaf.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The JSON Schema of the accounts batch, served to clients; a test holds the reader to it. */
public final class PublishedSchema {
  private static final String RESOURCE = "account-batch-request.json";

  private PublishedSchema() {}

  public static String accountBatchRequest() {
    try (InputStream in = PublishedSchema.class.getResourceAsStream(RESOURCE)) {
      return new String(
          Objects.requireNonNull(in, RESOURCE + " is missing in the jar").readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
