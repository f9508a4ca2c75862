package dev.gumleaf.store;

/**
 * The next free values of the keys that we give out ourselves, so that both engines number alike.
 * The row stays locked until the transaction ends.
 */
final class Counters {
  private Counters() {}

  /** Takes one key. */
  static long next(Transaction tx, String name) {
    return next(tx, name, 1);
  }

  /** Takes consecutive keys and gives the first. */
  static long next(Transaction tx, String name, int count) {
    long last =
        tx.query(
                """
                UPDATE counters
                SET value = value + :count
                WHERE name = :name
                RETURNING value
                """)
            .bind("count", count)
            .bind("name", name)
            .mapTo(Long.class)
            .one();
    return last - count + 1;
  }
}
