package dev.gumleaf.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reference pages say what the code says. A test that fails shows the page as it should be; run
 * with {@code -Dgumleaf.docs=write} it writes the page.
 */
class DocsTest {
  @Test
  void config_page_equalsTheTableOfSettings() throws IOException {
    assertPage("docs/reference/config.md", ConfigPage.text());
  }

  @Test
  void errors_page_equalsTheEnums() throws IOException {
    assertPage("docs/reference/errors.md", ErrorsPage.text());
  }

  @Test
  void conditions_page_equalsTheWordsOfTheReaders() throws IOException {
    assertPage("docs/reference/conditions.md", ConditionsPage.text());
  }

  @Test
  void tables_page_equalsTheMigratedSchema(@TempDir Path directory) throws Exception {
    assertPage("docs/reference/tables.md", TablesPage.text(directory));
  }

  private static void assertPage(String name, String expected) throws IOException {
    Path page = Repository.ROOT.resolve(name);
    if ("write".equals(System.getProperty("gumleaf.docs"))) {
      Files.createDirectories(page.resolveSibling("."));
      Files.writeString(page, expected);
    }
    assertThat(page)
        .as(
            "%s is not what the code says; mvn -pl server test -Dtest=DocsTest "
                + "-Dgumleaf.docs=write writes it",
            name)
        .exists()
        .hasContent(expected);
  }
}
