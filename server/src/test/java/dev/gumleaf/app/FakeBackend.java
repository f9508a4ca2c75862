package dev.gumleaf.app;

import dev.gumleaf.config.ProgramSettings;
import dev.gumleaf.config.Settings;
import dev.gumleaf.store.Database;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/** A server that only remembers what was asked of it. */
final class FakeBackend implements Backend {
  static final RunningServer.FirstKeys KEYS = new RunningServer.FirstKeys("pk_1", "sk_1");

  final List<String> calls = new ArrayList<>();
  final CompletableFuture<String> failure = new CompletableFuture<>();
  JournalPositions positions = new JournalPositions(7, 5);
  Function<Settings, Optional<RunningServer.FirstKeys>> firstKeys = settings -> Optional.of(KEYS);

  @Override
  public void startLog(ProgramSettings settings) {
    calls.add("log " + settings.logFormat());
  }

  @Override
  public void quietLog() {
    calls.add("quiet log");
  }

  @Override
  public RunningServer start(Settings settings, Consumer<RunningServer.FirstKeys> onFirstKeys) {
    calls.add("start on port " + settings.http().port());
    Database.sqlite(new DataDirectory(settings.store().data()).stateFile()).close();
    firstKeys.apply(settings).ifPresent(onFirstKeys);
    return new RunningServer() {
      @Override
      public String url() {
        return "http://127.0.0.1:1234";
      }

      @Override
      public CompletionStage<String> failure() {
        return failure;
      }

      @Override
      public void close() {
        calls.add("close");
      }
    };
  }

  @Override
  public KeyRing openKeys(Settings settings) {
    return new KeyRing() {
      @Override
      public List<ListedKey> list() {
        return List.of(
            new ListedKey("public-1", Kind.PUBLIC, "pk_1", "web", Instant.EPOCH, null),
            new ListedKey(
                "secret-1", Kind.SECRET, "sk_12…", "", Instant.EPOCH, Instant.ofEpochSecond(1)));
      }

      @Override
      public String create(Kind kind, String label) {
        calls.add("create " + kind + " " + label);
        return "sk_new";
      }

      @Override
      public boolean disable(String id) {
        return id.equals("public-1");
      }

      @Override
      public void close() {
        calls.add("close keys");
      }
    };
  }

  @Override
  public JournalPositions readPositions(Settings settings) {
    return positions;
  }
}
