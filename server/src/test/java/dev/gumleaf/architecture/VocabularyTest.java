package dev.gumleaf.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every noun of the model is explained, once, with its names in the code, the store and the wire.
 */
class VocabularyTest {
  @Test
  void vocabulary_everyModelType_isOnThePage() throws IOException {
    String page = Files.readString(Repository.ROOT.resolve("docs/reference/vocabulary.md"));
    assertThat(modelTypes())
        .isNotEmpty()
        .allSatisfy(type -> assertThat(page).contains("`" + type + "`"));
  }

  private static List<String> modelTypes() throws IOException {
    try (Stream<Path> files =
        Files.list(Repository.ROOT.resolve("server/src/main/java/dev/gumleaf/model"))) {
      return files
          .map(file -> file.getFileName().toString().replace(".java", ""))
          .filter(name -> !name.equals("package-info"))
          .toList();
    }
  }
}
