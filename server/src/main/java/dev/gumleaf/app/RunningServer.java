package dev.gumleaf.app;

import java.util.concurrent.CompletionStage;

/** A started server. */
interface RunningServer extends AutoCloseable {
  /** Where it listens, such as {@code http://127.0.0.1:8080}. */
  String url();

  /**
   * Completes with the reason when the server cannot go on, such as a failed sync of the journal;
   * the program then stops, so that the next start can recover. Never completes otherwise.
   */
  CompletionStage<String> failure();

  /** Refuses new work, finishes what was accepted, stops everything in reverse order. */
  @Override
  void close();

  /** A first start's keys. The secret one is in no other place. */
  record FirstKeys(String publicKey, String secretKey) {
    /** Never the secret. */
    @Override
    public String toString() {
      return "FirstKeys[" + publicKey + ", ***]";
    }
  }
}
