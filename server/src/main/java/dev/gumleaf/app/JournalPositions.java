package dev.gumleaf.app;

/**
 * How far the journal and the pipeline are.
 *
 * @param last the newest durable entry, 0 when there never was one
 * @param applied the newest entry that is in the state
 */
record JournalPositions(long last, long applied) {}
