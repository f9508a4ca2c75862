package dev.gumleaf.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.gumleaf.journal.JournalEntry;
import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.ErrorCode;
import dev.gumleaf.model.NoUserAgent;
import dev.gumleaf.model.RejectReason;
import dev.gumleaf.model.Source;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body of {@code POST …/accounts/batch}. Thread-safe.
 *
 * <p>The published schema ({@code account-batch-request.json}) says the same in another language; a
 * test keeps the two agreeing.
 */
public final class AccountBatchReader {
  private final IngestLimits limits;
  private final DomainReader domains;
  private final NoUserAgent noUserAgent;
  private final JsonFactory json;

  public AccountBatchReader(IngestLimits limits, DomainReader domains) {
    this(limits, domains, NoUserAgent.MARK);
  }

  public AccountBatchReader(IngestLimits limits, DomainReader domains, NoUserAgent noUserAgent) {
    this.limits = limits;
    this.domains = domains;
    this.noUserAgent = noUserAgent;
    this.json = JsonInput.factory(limits.numberCharsMax());
  }

  /** A reader of the same bodies that takes whatever limits once allowed. */
  AccountBatchReader withoutLimits() {
    return new AccountBatchReader(IngestLimits.NONE, domains);
  }

  /**
   * The batch of a request, which is the same before it is journaled and afterwards.
   *
   * @throws ApiException as {@link #read(byte[], Source)} does
   */
  public AccountBatch read(JournalEntry entry) {
    Source fallback = entry.origin() == null ? Source.SERVER : Source.BROWSER;
    boolean drops = noUserAgent == NoUserAgent.DROP && NoUserAgent.isMissing(entry.userAgent());
    return read(entry.body(), fallback, drops ? RejectReason.NO_USER_AGENT : null);
  }

  /**
   * The batch in a body, which must not be written to afterwards.
   *
   * @param fallback the source of entries that name none
   * @throws ApiException if the body as a whole cannot be read; nothing else, whatever the bytes
   */
  public AccountBatch read(byte[] body, Source fallback) {
    return read(body, fallback, null);
  }

  private AccountBatch read(byte[] body, Source fallback, @Nullable RejectReason dropped) {
    int invalid = Utf8.findInvalid(body);
    if (invalid >= 0) {
      String what =
          Utf8.startsWithMark(body)
              ? "a byte order mark, which JSON does not allow"
              : "a byte that UTF-8 or JSON does not allow";
      throw malformed(what, invalid);
    }
    try (BodyCursor cursor = new BodyCursor(json, body, limits)) {
      return new BatchBody(cursor, limits, domains, fallback, dropped).read();
    } catch (StreamConstraintsException e) {
      throw new ApiException(
          ErrorCode.LIMIT_EXCEEDED,
          "a number of the body has more than " + limits.numberCharsMax() + " digits");
    } catch (JsonProcessingException e) {
      throw malformed("the body is not valid JSON", offset(e, body.length));
    } catch (IOException e) {
      throw new IllegalStateException("an array in memory can always be read", e);
    }
  }

  static ApiException malformed(String what, int offset) {
    return new ApiException(ErrorCode.MALFORMED_JSON, what + ", at byte " + offset);
  }

  private static int offset(JsonProcessingException e, int length) {
    long offset = e.getLocation() == null ? length : e.getLocation().getByteOffset();
    return Math.clamp(offset, 0, length);
  }
}
