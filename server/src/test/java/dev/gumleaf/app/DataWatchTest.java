package dev.gumleaf.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataWatchTest {
  @TempDir private Path directory;
  private Path file;
  private DataWatch watch;

  @BeforeEach
  void watchOneFile() throws IOException {
    file = Files.writeString(directory.resolve("state.db"), "a");
    watch = new DataWatch(List.of(file));
  }

  @Test
  void isIntact_fileGrows_isTrue() throws IOException {
    Files.writeString(file, "longer");
    assertThat(watch.isIntact()).isTrue();
  }

  @Test
  void isIntact_fileRemoved_isFalse() throws IOException {
    Files.delete(file);
    assertThat(watch.isIntact()).isFalse();
  }

  @Test
  void isIntact_anotherFileInItsPlace_isFalse() throws IOException {
    Path other = Files.writeString(directory.resolve("backup.db"), "a");
    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    assertThat(watch.isIntact()).isFalse();
  }
}
