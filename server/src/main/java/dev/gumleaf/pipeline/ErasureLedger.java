package dev.gumleaf.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.DeletionRequest;
import dev.gumleaf.store.DeletionRequest.Status;
import dev.gumleaf.store.DeletionStore;
import dev.gumleaf.store.DeletionSubject;
import dev.gumleaf.store.DeletionSubject.Kind;
import dev.gumleaf.store.Forgetting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was ever asked to be forgotten, in a file of its own beside the database: who puts an older
 * backup of the database back gets the forgotten back with it, and the ledger forgets them again.
 * It holds fingerprints only, from which nobody can be told who is not known already.
 */
public final class ErasureLedger {
  private static final Logger LOG = LoggerFactory.getLogger(ErasureLedger.class);

  private static final char SEPARATOR = '\t';

  private final Path file;

  public ErasureLedger(Path file) {
    this.file = file;
  }

  /** One line for each subject, synced before anything is deleted. */
  void append(DeletionRequest request) {
    String before = Files.exists(file) ? readAll() : "";
    if (before.contains(request.id())) {
      return;
    }
    // A line that a crash cut off must not run into the next one.
    StringBuilder lines = new StringBuilder(before.isEmpty() || before.endsWith("\n") ? "" : "\n");
    for (DeletionSubject subject : request.subjects()) {
      lines
          .append(request.id())
          .append(SEPARATOR)
          .append(request.workspace().value())
          .append(SEPARATOR)
          .append(subject.kind().word())
          .append(SEPARATOR)
          .append(subject.fingerprint())
          .append('\n');
    }
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
      ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    } catch (IOException e) {
      throw new UncheckedIOException("the ledger of erasures could not be written", e);
    }
  }

  private record Line(String request, WorkspaceId workspace, Kind kind, String fingerprint) {}

  /**
   * Asks again for what the database does not know of: suppresses the subjects, and requests the
   * deletion of those that it has.
   */
  void replay(Database database, Instant now) {
    if (!Files.exists(file)) {
      return;
    }
    Map<String, List<Line>> byRequest = new LinkedHashMap<>();
    for (Line line : read()) {
      byRequest.computeIfAbsent(line.request(), id -> new ArrayList<>()).add(line);
    }
    DeletionStore deletions = new DeletionStore();
    byRequest.forEach((id, lines) ->
        database.write(tx -> {
          WorkspaceId workspace = lines.getFirst().workspace();
          if (deletions.find(tx, workspace, id).isPresent()) {
            return false;
          }
          if (!new Forgetting(tx).hasWorkspace(workspace)) {
            LOG.atError()
                .addKeyValue("event", "erasure_not_replayed")
                .addKeyValue("deletion_request_id", id)
                .log("the ledger has a deletion of a workspace that the database has not");
            return false;
          }
          List<DeletionSubject> subjects = new ArrayList<>();
          for (Line line : lines) {
            new Forgetting(tx)
                .findSubject(workspace, line.kind(), line.fingerprint())
                .ifPresent(subject ->
                    subjects.add(
                        new DeletionSubject(
                            subjects.size(), line.kind(), subject, line.fingerprint(), null)));
            deletions.suppress(tx, workspace, line.fingerprint(), now);
          }
          deletions.insert(
              tx,
              new DeletionRequest(
                  id, workspace, Status.PENDING, null, now, "ledger", now, subjects),
              null);
          LOG.atWarn()
              .addKeyValue("event", "erasure_replayed")
              .addKeyValue("deletion_request_id", id)
              .log("the database knew nothing of a deletion; it is carried out again");
          return true;
        }));
  }

  private String readAll() {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the ledger of erasures could not be read", e);
    }
  }

  private List<Line> read() {
    List<Line> lines = new ArrayList<>();
    for (String text : readAll().lines().toList()) {
      String[] parts = text.split(String.valueOf(SEPARATOR), -1);
      if (parts.length == 4) {
        lines.add(
            new Line(
                parts[0],
                new WorkspaceId(Long.parseLong(parts[1])),
                Kind.valueOf(parts[2].toUpperCase(Locale.ROOT)),
                parts[3]));
      }
    }
    return lines;
  }
}
