package dev.gumleaf.api;

import com.google.common.collect.Lists;
import dev.gumleaf.http.Request;
import dev.gumleaf.http.Response;
import dev.gumleaf.ingest.DomainReader;
import dev.gumleaf.model.Account;
import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.Domain;
import dev.gumleaf.model.ErrorCode;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.AccountFact;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.DeletionSubject;
import dev.gumleaf.store.Derivation;
import dev.gumleaf.store.FirmographicStore;
import dev.gumleaf.store.FirmographicStore.Statement;
import dev.gumleaf.store.ProfileIds;
import dev.gumleaf.store.Transaction;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code /api/v1/firmographics}: what kind of companies these are, from files, by domain. */
final class FirmographicEndpoints {
  /** Lines of one transaction, so that the pipeline is not held up. */
  private static final int LINES_AT_ONCE = 1_000;

  /** Bad lines that are told; nobody reads more at once. */
  private static final int PROBLEMS_SHOWN = 100;

  /** Characters of what an import is called. */
  private static final int SOURCE_MAX = 100;

  private final Database database;
  private final FirmographicStore store;
  private final Accounts accounts;
  private final DomainReader domains;
  private final InstantSource clock;

  FirmographicEndpoints(
      Database database,
      FirmographicStore store,
      Accounts accounts,
      DomainReader domains,
      InstantSource clock) {
    this.database = database;
    this.store = store;
    this.accounts = accounts;
    this.domains = domains;
    this.clock = clock;
  }

  private record Taken(List<FirmographicFile.BadLine> forgotten, Set<Domain> accounts) {}

  /** {@code POST /api/v1/firmographics}: takes the good lines and names the bad ones. */
  Response take(Request request) {
    String source = source(request);
    FirmographicFile file = FirmographicFile.read(request, domains);
    Instant at = clock.instant();
    List<FirmographicFile.BadLine> bad = new ArrayList<>(file.bad());
    Set<Domain> known = new HashSet<>();
    for (List<FirmographicLine> some : Lists.partition(file.lines(), LINES_AT_ONCE)) {
      Taken taken = database.write(tx -> take(tx, request.requireWorkspace(), some, source, at));
      known.addAll(taken.accounts());
      bad.addAll(taken.forgotten());
    }
    bad.sort(Comparator.comparingLong(FirmographicFile.BadLine::number));
    return Json.object(
        200,
        json ->
            json.text("source", source)
                .number("lines", file.count())
                .number("taken", file.count() - bad.size())
                .number("refused", bad.size())
                .number("accounts", known.size())
                .objects(
                    "problems",
                    bad.subList(0, Math.min(PROBLEMS_SHOWN, bad.size())),
                    (item, each) ->
                        item.number("line", each.number()).text("problem", each.problem()))
                .number("problems_left_out", Math.max(0, bad.size() - PROBLEMS_SHOWN)));
  }

  private static String source(Request request) {
    String source = request.query("source").map(String::strip).orElse("import");
    if (source.isEmpty() || source.length() > SOURCE_MAX) {
      throw Parameters.bad("source has 1 to " + SOURCE_MAX + " characters");
    }
    return source;
  }

  private Taken take(
      Transaction tx,
      WorkspaceId workspace,
      List<FirmographicLine> lines,
      String source,
      Instant at) {
    Derivation derivation = new Derivation(tx);
    // Between two slices, so that no account comes into being beside what is imported for it.
    derivation.lockPosition();
    Set<Domain> forgotten = forgotten(derivation, workspace, lines);
    List<FirmographicFile.BadLine> bad = new ArrayList<>();
    List<Statement> statements = new ArrayList<>();
    for (FirmographicLine line : lines) {
      if (forgotten.contains(line.domain())) {
        bad.add(new FirmographicFile.BadLine(line.number(), "this company asked to be forgotten"));
      } else {
        statements.addAll(line.statements());
      }
    }
    store.put(tx, workspace, statements, source, at);
    Set<Domain> stated = statements.stream().map(Statement::domain).collect(Collectors.toSet());
    return new Taken(
        bad,
        derivation.findAccountsByDomain(workspace, stated).stream()
            .map(Account::domain)
            .collect(Collectors.toSet()));
  }

  private static Set<Domain> forgotten(
      Derivation derivation, WorkspaceId workspace, List<FirmographicLine> lines) {
    return derivation
        .forgetting(workspace)
        .map(ids -> {
          Set<String> prints =
              derivation.findSuppressed(
                  workspace,
                  lines.stream()
                      .map(line -> print(ids, line.domain()))
                      .collect(Collectors.toSet()));
          return lines.stream()
              .map(FirmographicLine::domain)
              .filter(domain -> prints.contains(print(ids, domain)))
              .collect(Collectors.toSet());
        })
        .orElse(Set.of());
  }

  private static String print(ProfileIds ids, Domain domain) {
    return ids.fingerprint(DeletionSubject.Kind.DOMAIN.named(domain.value()));
  }

  /** {@code GET /api/v1/firmographics/{domain}}: what was imported, whether or not it is known. */
  Response find(Request request) {
    List<AccountFact> found =
        database.read(tx ->
            store.list(
                tx, request.requireWorkspace(), accounts.domain(request.parameter("domain"))));
    if (found.isEmpty()) {
      throw nothing();
    }
    return Json.object(
        200,
        json ->
            json.text("domain", found.getFirst().domain().value())
                .objects("items", found, FirmographicEndpoints::write));
  }

  /** {@code DELETE /api/v1/firmographics/{domain}}. */
  Response delete(Request request) {
    AdminBody.read(request);
    Domain domain = accounts.domain(request.parameter("domain"));
    boolean deleted =
        database.write(tx -> {
          new Derivation(tx).lockPosition();
          return store.delete(tx, request.requireWorkspace(), domain);
        });
    if (!deleted) {
      throw nothing();
    }
    return Response.noContent();
  }

  private static ApiException nothing() {
    return new ApiException(ErrorCode.NOT_FOUND, "nothing was imported about this domain");
  }

  /** One fact, and who says so. */
  static void write(Json json, AccountFact fact) throws IOException {
    json.text("attribute", fact.name().value())
        .raw("value", fact.value().json())
        .flag("imported", fact.imported())
        .text("source", fact.source())
        .text("domain", fact.domain().value())
        .time("at", fact.at());
  }
}
