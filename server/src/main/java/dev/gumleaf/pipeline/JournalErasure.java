package dev.gumleaf.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gumleaf.ingest.AccountBatch;
import dev.gumleaf.ingest.Batch;
import dev.gumleaf.ingest.BatchReader;
import dev.gumleaf.ingest.PersonCalls;
import dev.gumleaf.ingest.VisitorBatch;
import dev.gumleaf.journal.Journal;
import dev.gumleaf.journal.JournalEntry;
import dev.gumleaf.journal.JournalSlice.Positioned;
import dev.gumleaf.model.AccountRef;
import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.ErasedTexts;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * Takes some people and companies of one workspace out of the journal. A request that is about one
 * of them goes as a whole; of one that only mentions them, their names go.
 */
final class JournalErasure implements Journal.Rewriter {
  private final BatchReader reader;
  private final WorkspaceId workspace;
  private final BiPredicate<PersonCalls, Instant> isGone;
  private final Predicate<AccountRef> isGoneAccount;
  private final Predicate<String> mentions;
  private final ErasedTexts texts;
  private final Set<String> requestIds = new HashSet<>();

  /**
   * The erasure of some subjects.
   *
   * @param isGone whether what a request says about somebody, received at a time, is about them
   * @param mentions whether a refused entry, of which nobody knows whom it is about, names them
   * @param texts their names, to be taken out of what is about others
   */
  JournalErasure(
      BatchReader reader,
      WorkspaceId workspace,
      BiPredicate<PersonCalls, Instant> isGone,
      Predicate<AccountRef> isGoneAccount,
      Predicate<String> mentions,
      ErasedTexts texts) {
    this.reader = reader;
    this.workspace = workspace;
    this.isGone = isGone;
    this.isGoneAccount = isGoneAccount;
    this.mentions = mentions;
    this.texts = texts;
  }

  /** The requests that went as a whole. */
  Set<String> requestIds() {
    return requestIds;
  }

  @Override
  public JournalEntry rewrite(Positioned positioned) {
    JournalEntry entry = positioned.entry();
    if (!entry.workspace().equals(workspace) || entry.kind() == JournalEntry.Kind.ERASED) {
      return entry;
    }
    if (isAboutThem(entry)) {
      requestIds.add(entry.requestId());
      return entry.erased();
    }
    return withoutNames(entry);
  }

  private boolean isAboutThem(JournalEntry entry) {
    Batch batch;
    try {
      batch = reader.read(entry);
    } catch (ApiException unreadable) {
      // The limits were lowered since; its names go all the same.
      return false;
    }
    return switch (batch) {
      case AccountBatch accounts -> isAboutThem(accounts);
      case VisitorBatch visitors -> isAboutThem(visitors, entry.receivedAt());
    };
  }

  private boolean isAboutThem(AccountBatch batch) {
    return batch.account() != null && isGoneAccount.test(batch.account());
  }

  /**
   * Of a request about several people the others are lost with them: there is no telling in such a
   * body which part is about whom. The state has them all; only rebuilding it would miss them.
   */
  private boolean isAboutThem(VisitorBatch batch, Instant receivedAt) {
    return batch.people().stream().anyMatch(calls -> isGone.test(calls, receivedAt))
        || batch.rejected().stream().anyMatch(entry -> mentions.test(entry.content().text()));
  }

  private JournalEntry withoutNames(JournalEntry entry) {
    String body = new String(entry.body(), UTF_8);
    String redacted = texts.redactJson(body);
    return redacted.equals(body) ? entry : entry.withBody(redacted.getBytes(UTF_8));
  }
}
