package dev.gumleaf.api;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.http.Access;
import dev.gumleaf.http.EndpointEntry;
import dev.gumleaf.model.ErrorCode;
import dev.gumleaf.model.RejectReason;
import dev.gumleaf.testing.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** The OpenAPI document and the page say what the endpoint table says. */
class OpenApiTest {
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  @TempDir Path directory;

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

  @SuppressWarnings("unchecked")
  private static Set<String> documented() {
    Map<String, Object> document = new Yaml().load(Documents.read("openapi.yaml"));
    Set<String> operations = new TreeSet<>();
    Map<String, Map<String, Object>> paths =
        (Map<String, Map<String, Object>>) requireNonNull(document.get("paths"));
    paths.forEach((path, item) ->
        item.forEach((method, operation) -> {
          if (METHODS.contains(method)) {
            boolean open = ((Map<String, Object>) operation).get("security") != null;
            operations.add(
                method.toUpperCase(java.util.Locale.ROOT)
                    + " "
                    + path
                    + (open ? " open" : " secret key"));
          }
        }));
    return operations;
  }
}
