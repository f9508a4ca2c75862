package dev.gumleaf.store;

import dev.gumleaf.model.Source;
import java.time.Instant;

/** What an identify said, with its group in it as {@code group_id}. */
public record StoredIdentify(String body, Source source, Instant effectiveAt) {}
