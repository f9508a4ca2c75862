package dev.gumleaf.api;

import static dev.gumleaf.http.Access.INGEST;
import static dev.gumleaf.http.Access.OPEN;
import static dev.gumleaf.http.Access.SECRET_KEY;
import static dev.gumleaf.http.Method.DELETE;
import static dev.gumleaf.http.Method.GET;
import static dev.gumleaf.http.Method.PATCH;
import static dev.gumleaf.http.Method.POST;

import dev.gumleaf.http.Access;
import dev.gumleaf.http.Endpoint;
import dev.gumleaf.http.EndpointEntry;
import dev.gumleaf.http.Method;
import dev.gumleaf.ingest.BodyKind;
import dev.gumleaf.ingest.DomainReader;
import dev.gumleaf.ingest.Ingest;
import dev.gumleaf.ingest.PendingEntries;
import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.ProfileReply;
import dev.gumleaf.preview.PreviewRuns;
import dev.gumleaf.store.AccountStore;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.DeletionStore;
import dev.gumleaf.store.EntryStore;
import dev.gumleaf.store.ExclusionStore;
import dev.gumleaf.store.FateStore;
import dev.gumleaf.store.MergeStore;
import dev.gumleaf.store.PlaceStore;
import dev.gumleaf.store.ProfileMergeStore;
import dev.gumleaf.store.ProfileStore;
import dev.gumleaf.store.SessionStore;
import dev.gumleaf.store.TraitStore;
import dev.gumleaf.store.VisitStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;

/** The table of all endpoints; the OpenAPI document is compared with it by a test. */
public final class ApiEndpoints {
  private ApiEndpoints() {}

  /**
   * What the endpoints are made of.
   *
   * @param previews looks at the past under way
   * @param background runs rare writes that a request does not wait for
   */
  public record Parts(
      Database database,
      Ingest ingest,
      PendingEntries pending,
      DomainReader domains,
      WorkspaceKeys keys,
      NewKeys newKeys,
      Operations operations,
      ProfileMergeActions profileMerges,
      ProfileReply profileReply,
      StreamWorker streams,
      PreviewRuns previews,
      InstantSource clock,
      Executor background) {}

  public static List<EndpointEntry> table(Parts parts) {
    Database database = parts.database();
    AccountStore accountStore = new AccountStore(parts.clock());
    TraitStore traits = new TraitStore();
    EntryStore entries = new EntryStore();
    FateStore fates = new FateStore();
    ProfileStore profileStore = new ProfileStore();
    Profiles profiles = new Profiles(profileStore);
    VisitStore visits = new VisitStore();
    ProfileMergeStore profileMerges = new ProfileMergeStore();
    Accounts accounts = new Accounts(accountStore, parts.domains());
    IngestKeys ingestKeys = new IngestKeys(parts.keys(), parts.clock(), parts.background());
    BrowserIds ids = new BrowserIds(parts.newKeys());
    ProfileDigests digests = new ProfileDigests(profiles, profileStore, visits, accounts, traits);
    KeyEndpoints keys = new KeyEndpoints(database, parts.keys(), parts.newKeys(), parts.clock());
    Caller caller = new Caller(parts.keys());
    MergeEndpoints merges =
        new MergeEndpoints(
            database, accounts, accountStore, new MergeStore(), caller, parts.clock());
    ProfileMergeEndpoints profileMergeActions =
        new ProfileMergeEndpoints(parts.profileMerges(), caller, parts.clock());
    ExclusionEndpoints exclusions =
        new ExclusionEndpoints(
            database, new ExclusionStore(), parts.domains(), caller, parts.clock());
    DeletionEndpoints deletions =
        new DeletionEndpoints(
            database, new DeletionStore(), parts.domains(), parts.newKeys(), caller, parts.clock());
    Previews previews = new Previews(parts.previews(), database, profileStore, accountStore);
    Operations operations = parts.operations();
    Documents documents = new Documents();
    List<EndpointEntry> table = new ArrayList<>();
    table.addAll(
        InterestEndpoints.table(
            parts, accountStore, accounts, profileStore, profiles, caller, previews));
    table.addAll(
        List.of(
            entry(
                POST,
                "/web/projects/{key}/accounts/batch",
                INGEST,
                new IngestEndpoint(ingestKeys, parts.ingest(), BodyKind.ACCOUNTS_BATCH)),
            entry(
                POST,
                "/web/projects/{key}/batch",
                INGEST,
                new IngestEndpoint(ingestKeys, parts.ingest(), BodyKind.VISITOR_BATCH)),
            entry(
                POST,
                "/web/projects/{key}/metrics",
                INGEST,
                new IngestEndpoint(ingestKeys, parts.ingest(), BodyKind.VISITOR_BATCH)),
            entry(
                GET,
                "/web/projects/{key}",
                INGEST,
                new BootstrapEndpoint(database, ingestKeys, ids)),
            entry(
                POST,
                "/web/projects/{key}/profiles",
                INGEST,
                new ProfilesEndpoint(database, ingestKeys, ids, digests, parts.profileReply())),
            entry(
                POST,
                "/v1/ingest/segment/{key}",
                INGEST,
                new IngestEndpoint(ingestKeys, parts.ingest(), BodyKind.SEGMENT)),
            entry(
                POST,
                "/hooks/rb2b/{key}",
                INGEST,
                new IngestEndpoint(ingestKeys, parts.ingest(), BodyKind.RB2B)),
            entry(GET, "/web/projects/{key}/auth", INGEST, new AuthEndpoint(ingestKeys)),
            read(
                "/api/v1/accounts",
                new AccountListEndpoint(database, accountStore),
                "q",
                "excluded",
                "strength",
                "trend",
                "sort",
                "limit",
                "cursor"),
            read("/api/v1/accounts/{account}", new AccountEndpoint(database, accounts, traits)),
            read(
                "/api/v1/accounts/{account}/traits",
                new AccountTraitsEndpoint(database, accounts, traits, entries),
                "history",
                "name",
                "group_id",
                "until"),
            read(
                "/api/v1/accounts/{account}/events",
                new AccountEventsEndpoint(database, accounts, entries),
                "name",
                "since",
                "until",
                "marked",
                "limit",
                "cursor"),
            read(
                "/api/v1/accounts/{account}/visitors",
                new AccountVisitorsEndpoint(database, accounts, profileStore),
                "known",
                "internal",
                "limit",
                "cursor"),
            read(
                "/api/v1/accounts/{account}/form-submissions",
                new AccountFormsEndpoint(database, accounts, profiles, profileStore, visits),
                "since",
                "until",
                "marked",
                "limit",
                "cursor"),
            admin(POST, "/api/v1/accounts/{account}/domains", merges::addDomain),
            admin(POST, "/api/v1/accounts/{account}/merges", merges::merge),
            read("/api/v1/account-merges", merges::list, "limit", "cursor"),
            admin(POST, "/api/v1/account-merges/{id}/undo", merges::undo),
            admin(POST, "/api/v1/profile-merges/{id}/undo", profileMergeActions::undo),
            admin(POST, "/api/v1/profile-merges/{id}/restore", profileMergeActions::restore),
            read("/api/v1/exclusions", exclusions::list, "limit", "cursor"),
            admin(POST, "/api/v1/exclusions", exclusions::create),
            admin(DELETE, "/api/v1/exclusions/{id}", exclusions::delete),
            admin(POST, "/api/v1/deletion-requests", previews.forgetting(deletions::create)),
            read("/api/v1/deletion-requests", deletions::list, "limit", "cursor"),
            read("/api/v1/deletion-requests/{id}", deletions::find),
            read(
                "/api/v1/profiles",
                new ProfileListEndpoint(database, profileStore),
                "q",
                "known",
                "internal",
                "sort",
                "limit",
                "cursor"),
            read(
                "/api/v1/profiles/{profile}",
                new ProfileEndpoint(database, profiles, profileStore, new PlaceStore(), accounts)),
            read(
                "/api/v1/profiles/{profile}/traits",
                new ProfileTraitsEndpoint(database, profiles, profileStore, visits),
                "history",
                "name",
                "until"),
            read(
                "/api/v1/profiles/{profile}/events",
                new ProfileVisitsEndpoint(
                    database, profiles, visits, CallKind.TRACK, VisitJson::writeEvent),
                "name",
                "since",
                "until",
                "marked",
                "limit",
                "cursor"),
            read(
                "/api/v1/profiles/{profile}/page-views",
                new ProfileVisitsEndpoint(
                    database, profiles, visits, CallKind.PAGE_VIEW, VisitJson::writePageView),
                "since",
                "until",
                "marked",
                "limit",
                "cursor"),
            read(
                "/api/v1/profiles/{profile}/form-submissions",
                new ProfileVisitsEndpoint(
                    database, profiles, visits, CallKind.FORM, VisitJson::writeForm),
                "since",
                "until",
                "marked",
                "limit",
                "cursor"),
            read(
                "/api/v1/profiles/{profile}/sessions",
                new ProfileSessionsEndpoint(database, profiles, new SessionStore()),
                "since",
                "until",
                "limit",
                "cursor"),
            read(
                "/api/v1/profiles/{profile}/identity",
                new ProfileIdentityEndpoint(database, profiles, profileMerges),
                "limit",
                "cursor"),
            read(
                "/api/v1/profile-merges",
                new ProfileMergesEndpoint(database, profileMerges),
                "limit",
                "cursor"),
            read(
                "/api/v1/entries",
                new EntryListEndpoint(database, fates),
                "fate",
                "reason",
                "limit",
                "cursor"),
            read(
                "/api/v1/entries/{message_id}",
                new EntryEndpoint(database, entries, visits, fates, parts.pending())),
            read("/api/v1/public-keys", keys::listPublic),
            admin(POST, "/api/v1/public-keys", keys::createPublic),
            admin(PATCH, "/api/v1/public-keys/{id}", keys::changePublic),
            read("/api/v1/secret-keys", keys::listSecret),
            admin(POST, "/api/v1/secret-keys", keys::createSecret),
            admin(PATCH, "/api/v1/secret-keys/{id}", keys::changeSecret),
            open("/", documents::home),
            open("/api", documents::page),
            open("/api/openapi.yaml", documents::openApi),
            open("/schemas/account-batch-request.json", documents::accountBatchSchema),
            open("/livez", operations::live),
            open("/readyz", operations::ready),
            open("/metrics", operations::metrics)));
    return List.copyOf(table);
  }

  static EndpointEntry read(String template, Endpoint.Blocking endpoint, String... parameters) {
    return entry(GET, template, SECRET_KEY, new StrictEndpoint(Set.of(parameters), endpoint));
  }

  static EndpointEntry admin(Method method, String template, Endpoint.Blocking endpoint) {
    return entry(method, template, SECRET_KEY, new StrictEndpoint(Set.of(), endpoint));
  }

  private static EndpointEntry open(String template, Endpoint.Blocking endpoint) {
    return entry(GET, template, OPEN, endpoint);
  }

  static EndpointEntry entry(Method method, String template, Access access, Endpoint endpoint) {
    return new EndpointEntry(method, template, access, endpoint);
  }
}
