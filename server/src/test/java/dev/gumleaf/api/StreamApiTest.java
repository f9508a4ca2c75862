package dev.gumleaf.api;

import static dev.gumleaf.api.Visits.read;
import static dev.gumleaf.api.Visits.signIn;
import static dev.gumleaf.api.Visits.view;
import static dev.gumleaf.testing.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gumleaf.model.AccountKey;
import dev.gumleaf.model.Trend;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.Change;
import dev.gumleaf.store.ChangeStore;
import dev.gumleaf.testing.Await;
import dev.gumleaf.testing.Engine;
import dev.gumleaf.testing.EventClient;
import dev.gumleaf.testing.EventClient.Event;
import dev.gumleaf.testing.TestServer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What changes is told, live and page by page. */
@Timeout(120)
class StreamApiTest {
  private static final String STREAM = "/api/v1/stream";
  private static final String ANY_VIEW = "{\"name\":\"Any\",\"rule\":{\"kind\":\"page_view\"}}";

  @TempDir Path directory;

  private final ChangeStore changes = new ChangeStore();

  private static TestServer server(TestServer server) {
    server.admin("POST", "/api/v1/signals", ANY_VIEW);
    return server;
  }

  private TestServer server(Engine engine) {
    return server(TestServer.start(engine, directory, Visits.knowledge()));
  }

  private static EventClient follow(TestServer server, String query, String... headers) {
    return EventClient.follow(server.port(), STREAM + query, TestServer.SECRET_KEY, headers);
  }

  /** Follows, and waits until the stream has begun. */
  private static EventClient followFromNow(TestServer server, String query) {
    EventClient client = follow(server, query);
    assertThat(client.status()).isEqualTo(200);
    assertThat(client.nextBlock().id()).isNotEmpty();
    return client;
  }

  private static JsonNode data(Event event) {
    try {
      return JsonMapper.builder().build().readTree(event.data());
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new AssertionError(event.toString(), e);
    }
  }

  private static String path(Event event) {
    return data(event).at("/hit/evidence/path").asText();
  }

  /** Somebody on each page, each an hour of January later. */
  private static void visit(TestServer server, String... paths) {
    for (String path : paths) {
      server.visit(view("dev-1", path, "09:00"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void stream_hit_arrivesWithWhatItIsAbout(Engine engine) {
    try (TestServer server = server(engine)) {
      server.visit(view("dev-1", "before", "08:00"));
      server.visit(signIn("dev-1", "ana@northwind.test", "08:30", "{\"name\":\"Ana\"}"));
      try (EventClient client = followFromNow(server, "")) {
        server.visit(view("dev-1", "a", "09:00"));
        Event event = client.next();
        assertThat(event.name()).isEqualTo("signal_hit");
        JsonNode hit = data(event);
        assertThat(hit.get("id").asText()).isEqualTo(event.id());
        assertThat(hit.get("kind").asText()).isEqualTo("signal_hit");
        assertThat(hit.at("/account/domain").asText()).isEqualTo("northwind.test");
        assertThat(hit.at("/person/email").asText()).isEqualTo("ana@northwind.test");
        assertThat(hit.at("/hit/signal")).hasToString("{\"id\":1,\"name\":\"Any\",\"version\":1}");
        assertThat(hit.at("/hit/evidence/path").asText()).isEqualTo("/a");
        assertThat(hit.at("/hit/id")).isEqualTo(read(server, "/signals/1/hits").at("/items/0/id"));
      }
      Await.until(() -> server.openStreams() == 0);
    }
  }

  @ParameterizedTest
  @EnumSource
  void stream_broken_goesOnWithoutLossOrRepeat(Engine engine) {
    try (TestServer server = server(engine)) {
      String last;
      try (EventClient client = followFromNow(server, "")) {
        visit(server, "a", "b", "c");
        assertThat(path(client.next())).isEqualTo("/a");
        last = client.next().id();
      }
      visit(server, "d");
      try (EventClient client = follow(server, "?after=0", "Last-Event-ID", last);
          EventClient other = follow(server, "?after=" + last)) {
        for (EventClient each : List.of(client, other)) {
          assertThat(path(each.next())).isEqualTo("/c");
          assertThat(path(each.next())).isEqualTo("/d");
        }
        visit(server, "e");
        assertThat(path(client.next())).isEqualTo("/e");
        assertThat(path(other.next())).isEqualTo("/e");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void stream_ofAnotherNode_isTheSame(Engine engine) {
    try (TestServer server = server(engine)) {
      TestServer second = TestServer.secondNode(server.database());
      try (EventClient client = followFromNow(second, "")) {
        visit(server, "a");
        assertThat(path(client.next())).isEqualTo("/a");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void stream_ofEachKind_isToldInOrderAndByFilter(Engine engine) {
    try (TestServer server = server(engine)) {
      server.batch("{\"domain\":\"northwind.test\",\"identifies\":[{\"type\":\"identify\"}]}");
      server.batch("{\"domain\":\"southwind.test\",\"identifies\":[{\"type\":\"identify\"}]}");
      server.visit(signIn("dev-1", "ana@northwind.test", "08:30", "{}"));
      WorkspaceId workspace = new WorkspaceId(1);
      AccountKey account =
          server
              .database()
              .read(tx ->
                  new AccountKey(
                      tx.query("SELECT account_key FROM accounts WHERE domain = 'southwind.test'")
                          .mapTo(Long.class)
                          .one()));
      server.admin(
          "POST",
          "/api/v1/audiences",
          """
          {"name":"All","kind":"accounts","filter":{"field":"last_seen_at","in_last_days":9}}
          """);
      Instant at = Instant.EPOCH;
      Change.Member member = Change.Member.of(account);
      try (EventClient all = followFromNow(server, "");
          EventClient some = followFromNow(server, "?kinds=audience_left,%20signal_hit");
          EventClient ofOne = followFromNow(server, "?kinds=signal_hit&account=northwind.test")) {
        server
            .database()
            .write(tx -> {
              changes.append(
                  tx,
                  List.of(
                      new Change.ScoreChanged(
                          workspace,
                          at,
                          account,
                          new Change.Standing(7, null),
                          new Change.Standing(63, Trend.SURGING)),
                      new Change.Entered(workspace, at, 1, member),
                      new Change.Left(workspace, at, 1, member)));
              return at;
            });
        visit(server, "a");
        List<Event> told = List.of(all.next(), all.next(), all.next(), all.next());
        assertThat(told)
            .extracting(Event::name)
            .containsExactly("score_changed", "audience_entered", "audience_left", "signal_hit");
        assertThat(data(told.getFirst()).get("score"))
            .hasToString(
                "{\"number\":63,\"trend\":\"surging\",\"before\":{\"number\":7,\"trend\":null}}");
        assertThat(data(told.get(1)).get("audience")).hasToString("{\"id\":1,\"name\":\"All\"}");
        assertThat(data(told.get(1)).at("/account/domain").asText()).isEqualTo("southwind.test");
        assertThat(some.next()).isEqualTo(told.get(2));
        assertThat(some.next()).isEqualTo(told.get(3));
        assertThat(ofOne.next()).as("a person of the company").isEqualTo(told.get(3));

        List<JsonNode> asked = new ArrayList<>();
        read(server, "/changes").get("items").forEach(asked::add);
        assertThat(asked.subList(0, told.size()))
            .as("the same as told")
            .isEqualTo(told.stream().map(e -> data(e)).toList());
        assertThat(new OpenApiDocument().errors(changeSchema(), asked.getFirst().toString()))
            .isEmpty();
        server.admin(
            "POST", "/api/v1/accounts/southwind.test/merges", "{\"from\":\"northwind.test\"}");
        visit(server, "b");
        assertThat(path(ofOne.next())).as("its company is shown as another").isEqualTo("/b");
        server.admin(
            "POST", "/api/v1/exclusions", "{\"kind\":\"account\",\"value\":\"southwind.test\"}");
        assertThat(read(server, "/changes?kinds=score_changed").get("items")).isEmpty();
      }
    }
  }

  private static JsonNode changeSchema() {
    return JsonMapper.builder()
        .build()
        .createObjectNode()
        .put("$ref", "#/components/schemas/Change");
  }

  @ParameterizedTest
  @EnumSource
  void stream_silent_saysThatItIsThereAndHowFarItIs(Engine engine) {
    try (TestServer server = server(engine);
        EventClient client = followFromNow(server, "?kinds=score_changed")) {
      visit(server, "a");
      String newest = read(server, "/changes").get("next_after").asText();
      server.passForStreams(StreamLimits.DEFAULT.heartbeat());
      Event beat = client.nextBlock();
      while (!beat.id().equals(newest)) {
        assertThat(beat.comment()).isNotEmpty();
        server.passForStreams(StreamLimits.DEFAULT.heartbeat());
        beat = client.nextBlock();
      }
      assertThat(beat).isEqualTo(new Event(newest, "", "", "still here"));
      server.passForStreams(StreamLimits.DEFAULT.heartbeat().minusNanos(1));
      server.batch("{\"domain\":\"northwind.test\",\"identifies\":[{\"type\":\"identify\"}]}");
      server.passForStreams(Duration.ofNanos(1));
      assertThat(client.nextBlock().comment()).isEqualTo("still here");
    }
  }

  @ParameterizedTest
  @EnumSource
  void stream_fromWhatIsNotKept_saysSoAndGoesOn(Engine engine) {
    try (TestServer server = server(engine)) {
      visit(server, "a", "b", "c");
      server.database().write(tx -> changes.prune(tx, new WorkspaceId(1), Instant.EPOCH, 1));
      try (EventClient client = follow(server, "?after=1");
          EventClient ahead = follow(server, "?after=99")) {
        Event gap = client.next();
        assertThat(gap).isEqualTo(new Event("2", "gap", "{\"after\":1,\"kept_after\":2}", ""));
        assertThat(path(client.next())).isEqualTo("/c");
        assertThat(ahead.next().data()).isEqualTo("{\"after\":99,\"kept_after\":3}");
        visit(server, "d");
        assertThat(path(ahead.next())).isEqualTo("/d");
      }
      JsonNode page = read(server, "/changes?after=0");
      assertThat(page.get("gap")).hasToString("{\"after\":0,\"kept_after\":2}");
      assertThat(read(server, "/changes").get("gap").isNull()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void changes_pageByPage_areAllOfThemOnce(Engine engine) {
    try (TestServer server = server(engine)) {
      visit(server, "a", "b", "c");
      List<String> paths = new ArrayList<>();
      long after = 0;
      boolean more = true;
      while (more) {
        JsonNode page = read(server, "/changes?limit=2&after=" + after);
        page.get("items").forEach(item -> paths.add(item.at("/hit/evidence/path").asText()));
        after = page.get("next_after").asLong();
        more = page.get("more").booleanValue();
      }
      assertThat(paths).containsExactly("/a", "/b", "/c");
      JsonNode none = json(server.get("/api/v1/changes?after=0", TestServer.OTHER_SECRET_KEY));
      assertThat(none.get("items")).as("of another workspace").isEmpty();
      assertThat(none.get("next_after").asLong()).isEqualTo(after);
    }
  }

  @ParameterizedTest
  @EnumSource
  void changes_ofOurOwnPeopleAndOfDeletedSignals_areNotTold(Engine engine) {
    try (TestServer server = server(engine)) {
      server.visit(signIn("dev-1", "me@ours.test", "08:30", "{}"));
      visit(server, "a");
      assertThat(read(server, "/changes").get("items")).hasSize(1);
      server.admin(
          "POST", "/api/v1/exclusions", "{\"kind\":\"mail_domain\",\"value\":\"ours.test\"}");
      assertThat(read(server, "/changes").get("items")).isEmpty();
      server.visit(view("dev-2", "b", "09:00"));
      assertThat(read(server, "/changes").get("items")).hasSize(1);
      server.admin("DELETE", "/api/v1/signals/1", "");
      assertThat(read(server, "/changes").get("items")).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void changes_ofSomebodyWhoIsForgotten_areGone(Engine engine) {
    try (TestServer server = server(engine)) {
      server.visit(signIn("dev-1", "ana@northwind.test", "08:30", "{}"));
      visit(server, "a");
      server.visit(view("dev-2", "b", "09:00"));
      server.admin(
          "POST",
          "/api/v1/signals",
          """
          {"name":"Seats","rule":{"kind":"account_trait","trait":"seats",
            "change":{"becomes":{"is_set":true}}}}
          """);
      server.batch(
          "{\"domain\":\"acme.test\",\"identifies\":[{\"type\":\"identify\",\"traits\":{\"seats\":1}}]}");
      server.visit(
          """
          {"profile_id":"dev-1","email":"ana@northwind.test","identifies":[
            {"sent_at":"2026-01-05T10:00:00Z","traits":{
              "$account":{"domain":"southwind.test","seats":4411}}}]}
          """);
      assertThat(read(server, "/changes?kinds=signal_hit").get("items")).hasSize(4);
      server.admin(
          "POST",
          "/api/v1/deletion-requests",
          "{\"emails\":[\"ana@northwind.test\"],\"domains\":[\"acme.test\"]}");
      server.eraseInBackground(directory.resolve("erasures"));
      Await.until(() -> server.get("/api/v1/deletion-requests").body().contains("\"completed\""));
      JsonNode left = read(server, "/changes?kinds=signal_hit").get("items");
      assertThat(left).hasSize(1);
      assertThat(left.get(0).at("/hit/evidence/path").asText()).isEqualTo("/b");
      long rows =
          server
              .database()
              .read(tx ->
                  tx.query(
                          """
                          SELECT COUNT(*)
                          FROM changes c LEFT JOIN accounts a ON a.account_key = c.account_key
                          WHERE c.profile_key IS NOT NULL OR c.hit_key IS NOT NULL
                            OR a.domain = 'acme.test'
                          """)
                      .mapTo(Long.class)
                      .one());
      assertThat(rows).as("not hidden, but gone").isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void stream_askedWrongly_isAnError(Engine engine) {
    try (TestServer server = server(engine)) {
      assertThat(server.get(STREAM, "sk_wrong").statusCode()).isEqualTo(401);
      for (String query : List.of("?after=x", "?after=-1", "?kinds=nonsense", "?kinds=", "?a=1")) {
        HttpResponse<String> refused = server.get(STREAM + query);
        assertThat(refused.statusCode()).as(query).isEqualTo(400);
      }
      assertThat(server.get(STREAM + "?account=nowhere.test").statusCode()).isEqualTo(404);
      assertThat(server.get("/api/v1/changes?kinds=hit").body()).contains("signal_hit_withdrawn");
      assertThat(server.openStreams()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void stream_whoseKeyIsDisabled_ends(Engine engine) {
    try (TestServer server = server(engine)) {
      JsonNode made = json(server.admin("POST", "/api/v1/secret-keys", "{\"label\":\"x\"}"));
      try (EventClient client =
          EventClient.follow(server.port(), STREAM, made.get("key").asText())) {
        client.nextBlock();
        server.admin(
            "PATCH", "/api/v1/secret-keys/" + made.get("id").asText(), "{\"disabled\":true}");
        client.awaitEnd();
        Await.until(() -> server.openStreams() == 0);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void streams_moreThanAWorkspaceMayHave_areRefusedUntilOneEnds(Engine engine) {
    List<EventClient> clients = new ArrayList<>();
    try (TestServer server = server(engine)) {
      for (int i = 0; i < StreamLimits.DEFAULT.perWorkspaceMax(); i++) {
        clients.add(followFromNow(server, ""));
      }
      HttpResponse<String> refused = server.get(STREAM);
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      assertThat(json(refused).get("code").asText()).isEqualTo("too_many_streams");
      try (EventClient other =
          EventClient.follow(server.port(), STREAM, TestServer.OTHER_SECRET_KEY)) {
        assertThat(other.status()).isEqualTo(200);
      }
      clients.removeLast().close();
      Await.until(() -> server.openStreams() < StreamLimits.DEFAULT.perWorkspaceMax());
      clients.add(followFromNow(server, ""));
    } finally {
      clients.forEach(EventClient::close);
    }
  }
}
