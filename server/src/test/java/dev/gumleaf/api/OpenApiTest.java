package dev.gumleaf.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.api.OpenApiDocument.Operation;
import dev.gumleaf.http.Access;
import dev.gumleaf.http.EndpointEntry;
import dev.gumleaf.model.ErrorCode;
import dev.gumleaf.model.RejectReason;
import dev.gumleaf.testing.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The OpenAPI document and the page say what the endpoint table says. */
class OpenApiTest {
  private static final Pattern NUMBER = Pattern.compile("\\b[2-5]\\d\\d\\b");

  @TempDir Path directory;

  private final OpenApiDocument document = new OpenApiDocument();

  @Test
  void openApi_operations_areThoseOfTheTable() {
    try (TestServer server = TestServer.start(directory)) {
      assertThat(documented()).isEqualTo(registered(server.endpoints()));
    }
  }

  @Test
  void page_namesEveryPathAndEveryCode() {
    String page = Documents.read("api.html");
    try (TestServer server = TestServer.start(directory)) {
      assertThat(server.endpoints())
          .allSatisfy(entry -> assertThat(page).contains("</b> " + entry.template() + "</h3>"));
    }
    for (ErrorCode code : ErrorCode.values()) {
      assertThat(page).contains("<tr id=\"" + code.code() + "\">").contains(code.title());
    }
    for (RejectReason reason : RejectReason.values()) {
      assertThat(page).contains("<code>" + reason.code() + "</code>");
    }
  }

  private static Set<String> registered(List<EndpointEntry> table) {
    Set<String> operations = new TreeSet<>();
    for (EndpointEntry entry : table) {
      String secured = entry.access() == Access.SECRET_KEY ? "secret key" : "open";
      operations.add(entry.method() + " " + entry.template() + " " + secured);
    }
    return operations;
  }

  private Set<String> documented() {
    Set<String> operations = new TreeSet<>();
    for (Operation operation : document.operations()) {
      operations.add(operation + (operation.secured() ? " secret key" : " open"));
    }
    return operations;
  }

  @Test
  void openApi_queryParameters_areThoseTheEndpointsTake() {
    try (TestServer server = TestServer.start(directory)) {
      for (EndpointEntry entry : server.endpoints()) {
        if (entry.endpoint() instanceof Strict strict) {
          String name = entry.method() + " " + entry.template();
          assertThat(queryParameters(name)).as(name).isEqualTo(strict.parameters());
        } else {
          assertThat(entry.access()).as(entry.template()).isNotEqualTo(Access.SECRET_KEY);
        }
      }
    }
  }

  private Set<String> queryParameters(String name) {
    return document.operations().stream()
        .filter(operation -> operation.toString().equals(name))
        .flatMap(operation -> operation.parameters().stream())
        .filter(parameter -> parameter.get("in").asText().equals("query"))
        .map(parameter -> parameter.get("name").asText())
        .collect(Collectors.toSet());
  }

  @Test
  void page_repliesOfEachOperation_areThoseOfTheDocument() {
    String page = Documents.read("api.html");
    for (Operation operation : document.operations()) {
      String heading = "<h3><b>%s</b> %s</h3>".formatted(operation.method(), operation.path());
      String section = page.substring(page.indexOf(heading));
      String replies = section.substring(section.indexOf("Replies:"), section.indexOf("</small>"));
      assertThat(NUMBER.matcher(replies).results().map(MatchResult::group))
          .as("%s", operation)
          .containsExactlyElementsOf(operation.replies().keySet());
    }
  }
}
