package dev.gumleaf.http;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The live replies under way on all event loops. Thread-safe. */
final class OpenReplies {
  private final Set<LiveBody> open = ConcurrentHashMap.newKeySet();

  void enter(LiveBody body) {
    open.add(body);
  }

  void leave(LiveBody body) {
    open.remove(body);
  }

  void endAll() {
    open.forEach(LiveBody::end);
  }
}
