package dev.gumleaf.journal;

/** Is told of each group commit, for metrics. Called on the writer's thread; must be quick. */
@FunctionalInterface
public interface JournalListener {
  void committed(int entries, long bytes, long nanos);
}
