package dev.gumleaf.app;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Tries an address before anything is opened, so that a taken port is the first thing said. */
final class ListenAddress {
  private ListenAddress() {}

  /** Fails with a message for the operator if nobody could listen there. */
  static void requireFree(String host, int port) {
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      throw new CommandFailure("cannot listen on " + host + ": no address has this name");
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(address);
    } catch (IOException refused) {
      throw new CommandFailure(
          "cannot listen on "
              + host
              + ":"
              + port
              + ": "
              + refused.getMessage()
              + "\nstop the program that has this port, or choose another with --port");
    }
  }
}
