package dev.gumleaf.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** A running server whose workspace is read and changed over its API. */
record WorkspaceServer(URI url, String secretKey) {
  private static final String URL = "--url";
  private static final String SECRET_KEY = "--secret-key";
  private static final String DEFAULT_URL = "http://127.0.0.1:8080";
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  /** The options that say which server it is. */
  static void addOptions(CommandSpec spec) {
    spec.addOption(
        OptionSpec.builder(URL)
            .type(String.class)
            .paramLabel("URL")
            .description("Where the server is. Default: GUMLEAF_URL, else " + DEFAULT_URL + ".")
            .build());
    spec.addOption(
        OptionSpec.builder(SECRET_KEY)
            .type(String.class)
            .paramLabel("KEY")
            .description("A secret key of the workspace. Default: GUMLEAF_SECRET_KEY.")
            .build());
  }

  static WorkspaceServer of(CommandSpec spec, Map<String, String> environment) {
    ParseResult parsed = spec.commandLine().getParseResult();
    String url =
        parsed.matchedOptionValue(URL, environment.getOrDefault("GUMLEAF_URL", DEFAULT_URL));
    String key =
        parsed.matchedOptionValue(SECRET_KEY, environment.getOrDefault("GUMLEAF_SECRET_KEY", ""));
    if (key.isEmpty()) {
      throw new CommandFailure(
          "a secret key is needed: set GUMLEAF_SECRET_KEY; gumleaf keys create --secret makes one");
    }
    try {
      URI server = URI.create(url.replaceFirst("/+$", ""));
      if (server.getHost() != null) {
        return new WorkspaceServer(server, key);
      }
    } catch (IllegalArgumentException e) {
      // Answered below.
    }
    throw new CommandFailure(url + " is no address of a server, such as " + DEFAULT_URL);
  }

  /** The document that says what the workspace has. */
  JsonNode document() {
    return send(request("/api/v1/workspace").GET());
  }

  JsonNode plan(JsonNode body) {
    return send(request("/api/v1/workspace/plan").POST(BodyPublishers.ofString(body.toString())));
  }

  JsonNode apply(JsonNode body) {
    return send(request("/api/v1/workspace/apply").POST(BodyPublishers.ofString(body.toString())));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .timeout(TIMEOUT)
        .header("User-Agent", "gumleaf/" + Version.current())
        .header("Content-Type", "application/json")
        .header("Authorization", "Bearer " + secretKey);
  }

  private JsonNode send(HttpRequest.Builder request) {
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      HttpResponse<String> reply = client.send(request.build(), BodyHandlers.ofString());
      JsonNode body = JSON.readTree(reply.body());
      if (reply.statusCode() != 200) {
        throw new CommandFailure(
            "the server answered %d: %s"
                .formatted(reply.statusCode(), body.path("detail").asText(reply.body())));
      }
      return body;
    } catch (JsonProcessingException e) {
      throw new CommandFailure("what answers at " + url + " is no Gumleaf server");
    } catch (IOException e) {
      throw new CommandFailure("no server answers at " + url + "; give another one with " + URL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted");
    }
  }
}
