package dev.gumleaf.app;

import dev.gumleaf.config.Settings;
import dev.gumleaf.config.SettingsLoader;
import dev.gumleaf.config.SettingsSources;
import dev.gumleaf.testing.Await;
import dev.gumleaf.testing.Engine;
import dev.gumleaf.testing.RawClient;
import dev.gumleaf.testing.TestPostgres;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The whole server as {@code serve} wires it, in this process. */
record WiredServer(Wiring wiring, Settings settings, RunningServer running)
    implements AutoCloseable {
  static final String PUBLIC_KEY = "pk_wired";
  static final String SECRET_KEY = "sk_wired_0123456789";

  /** Everything by default but for the flags, on a free port and in an empty place. */
  static Settings settings(Engine engine, Path directory, Map<String, String> flags) {
    Path data = directory.resolve("data");
    new DataDirectory(data).prepare();
    Map<String, String> all = new HashMap<>(flags);
    all.put("port", "0");
    all.put("data", data.toString());
    all.put("public-key", PUBLIC_KEY);
    all.put("secret-key", SECRET_KEY);
    if (engine == Engine.POSTGRES) {
      all.put("database-url", TestPostgres.newDatabaseUrl());
    }
    return SettingsLoader.load(new SettingsSources(Map.of(), all, ""));
  }

  static WiredServer start(Settings settings) {
    Wiring wiring = new Wiring();
    return new WiredServer(wiring, settings, wiring.start(settings, keys -> {}));
  }

  int port() {
    return URI.create(running.url()).getPort();
  }

  /** One request on a connection of its own. */
  RawClient.Reply send(String request) {
    try (RawClient client = RawClient.connect(port())) {
      return client.send(request).reply();
    }
  }

  RawClient.Reply get(String path) {
    return send(
        """
        GET %s HTTP/1.1\r
        Host: a\r
        Authorization: Bearer %s\r
        \r
        """
            .formatted(path, SECRET_KEY));
  }

  /** Waits until everything that was acknowledged is in the state. */
  void awaitApplied() {
    Await.until(() -> {
      JournalPositions positions = wiring.readPositions(settings);
      return positions.applied() == positions.last();
    });
  }

  @Override
  public void close() {
    running.close();
  }
}
