package dev.gumleaf.http;

/**
 * A reply whose body is sent bit by bit, until the endpoint ends it, the client goes or is cut off,
 * or the server stops. Its methods are called on an event loop and must never block.
 */
public interface LiveReply {
  String contentType();

  /** The body takes bytes from here on; the head goes with the first of them. */
  void begun(LiveBody body);

  /** The client has taken what was sent; the body takes more. */
  void ready();

  /**
   * It is over, whoever ended it, and what it holds can go. Called once for each reply, also when
   * it never began.
   */
  void ended();
}
