package dev.gumleaf.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gumleaf.app.RunningServer.FirstKeys;
import dev.gumleaf.demo.Month;
import dev.gumleaf.demo.Truth;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a demo keeps beside its data: that it is one, who buys, whose network is whose, its keys.
 */
record DemoFiles(DataDirectory directory) {
  private static final Pattern PUBLIC_KEY = Pattern.compile("(?m)^export PK='([^']+)'$");

  private Path mark() {
    return file("demo.properties");
  }

  Path truth() {
    return file("demo-truth.csv");
  }

  Path networks() {
    return file("demo-networks.csv");
  }

  Path keys() {
    return file("demo-keys.sh");
  }

  private Path file(String name) {
    return directory.path().resolve(name);
  }

  /** What was played or begun to be here; empty if nothing was. */
  Optional<DemoMark> findMark() {
    try {
      return Files.exists(mark())
          ? Optional.of(DemoMark.parse(Files.readString(mark())))
          : Optional.empty();
    } catch (IOException | IllegalArgumentException unreadable) {
      throw new CommandFailure("cannot read " + mark() + ": " + unreadable);
    }
  }

  void write(DemoMark mark) {
    write(mark(), mark.text());
  }

  void write(Month month) {
    write(truth(), Truth.csv(month.truths()));
    write(networks(), "cidr,domain\n" + month.networks());
  }

  /** Puts the keys where a shell can take them from, readable by nobody else. */
  void write(FirstKeys keys, boolean secretIsPreset) {
    try {
      directory.createPrivate(keys());
      String secret =
          secretIsPreset ? "# SK is the secret key that was preset" : line("SK", keys.secretKey());
      write(keys(), line("PK", keys.publicKey()) + "\n" + secret + "\n");
    } catch (IOException unusable) {
      throw new CommandFailure("cannot write " + keys() + ": " + unusable);
    }
  }

  private static String line(String name, String key) {
    return "export " + name + "='" + key + "'";
  }

  /** The key that the demo sends with. */
  String publicKey() {
    try {
      Matcher line = PUBLIC_KEY.matcher(Files.readString(keys()));
      if (line.find()) {
        return line.group(1);
      }
      throw new CommandFailure("there is no key in " + keys());
    } catch (IOException gone) {
      throw new CommandFailure(
          "cannot read the demo's keys: " + gone + "\nremove the demo's data, then start again");
    }
  }

  /** All of it or nothing, also when the process ends meanwhile; but keys stay private. */
  private void write(Path file, String text) {
    try {
      if (Files.exists(file)) {
        Files.writeString(file, text, UTF_8);
        return;
      }
      Path half = Files.createTempFile(directory.path(), "demo", null);
      Files.writeString(half, text, UTF_8);
      Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException unusable) {
      throw new UncheckedIOException("cannot write " + file, unusable);
    }
  }
}
