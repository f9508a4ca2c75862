package dev.gumleaf.http;

/**
 * Where the bytes of a {@link LiveReply} go. At most one piece of it is in memory: the next one is
 * taken when the network has the one before. A client that does not read in time is cut off.
 * Thread-safe.
 */
public interface LiveBody {
  /** Whether {@link #send} would take a piece. */
  boolean isReady();

  /** Sends a piece, or gives false and sends nothing when the body is not ready or is over. */
  boolean send(byte[] piece);

  /** Ends the reply as it should end; does nothing when it is over already. */
  void end();
}
