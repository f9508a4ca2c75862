package dev.gumleaf.api;

import static dev.gumleaf.http.Access.INGEST;
import static dev.gumleaf.http.Access.OPEN;
import static dev.gumleaf.http.Access.SECRET_KEY;
import static dev.gumleaf.http.Method.DELETE;
import static dev.gumleaf.http.Method.GET;
import static dev.gumleaf.http.Method.PATCH;
import static dev.gumleaf.http.Method.POST;
import static dev.gumleaf.http.Method.PUT;

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
import dev.gumleaf.store.AudienceMembers;
import dev.gumleaf.store.AudienceStore;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.DeletionStore;
import dev.gumleaf.store.EntryStore;
import dev.gumleaf.store.ExclusionStore;
import dev.gumleaf.store.FateStore;
import dev.gumleaf.store.FirmographicStore;
import dev.gumleaf.store.FitStore;
import dev.gumleaf.store.HitStore;
import dev.gumleaf.store.MergeStore;
import dev.gumleaf.store.PlaceStore;
import dev.gumleaf.store.ProfileMergeStore;
import dev.gumleaf.store.ProfileStore;
import dev.gumleaf.store.ScoreStore;
import dev.gumleaf.store.SessionStore;
import dev.gumleaf.store.SignalStore;
import dev.gumleaf.store.TraitStore;
import dev.gumleaf.store.VisitStore;
import java.time.InstantSource;
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
    AudienceStore audienceStore = new AudienceStore();
    AudienceEndpoints audiences =
        new AudienceEndpoints(database, audienceStore, caller, parts.clock());
    AudienceMemberEndpoints audienceMembers =
        new AudienceMemberEndpoints(
            database, audiences, new AudienceMembers(accountStore), parts.clock());
    MembershipEndpoints memberships =
        new MembershipEndpoints(database, audiences, accounts, profiles, profileStore);
    DeletionEndpoints deletions =
        new DeletionEndpoints(
            database, new DeletionStore(), parts.domains(), parts.newKeys(), caller, parts.clock());
    SignalStore signalStore = new SignalStore();
    SignalEndpoints signals = new SignalEndpoints(database, signalStore, caller, parts.clock());
    WorkspaceEndpoints workspace =
        new WorkspaceEndpoints(
            database, signalStore, audienceStore, signals, caller, parts.clock());
    HitEndpoints hits =
        new HitEndpoints(database, signals, new HitStore(), accounts, profiles, profileStore);
    ScoreEndpoints scores =
        new ScoreEndpoints(database, accounts, profileStore, new ScoreStore(), parts.clock());
    ScoreModelEndpoints scoreModels =
        new ScoreModelEndpoints(database, new SignalStore(), caller, parts.clock());
    FirmographicEndpoints firmographics =
        new FirmographicEndpoints(
            database, new FirmographicStore(), accounts, parts.domains(), parts.clock());
    FitStore fitStore = new FitStore();
    FitEndpoints fits = new FitEndpoints(database, fitStore, accounts, caller, parts.clock());
    FitLearnEndpoint fitLearn = new FitLearnEndpoint(database, fitStore, parts.domains());
    ExportEndpoints exports = new ExportEndpoints(database, signalStore, audienceStore, hits);
    Previews previews = new Previews(parts.previews(), database, profileStore, accountStore);
    ConversionReader conversions = new ConversionReader(database, new SignalStore());
    Operations operations = parts.operations();
    Documents documents = new Documents();
    return List.of(
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
        entry(GET, "/web/projects/{key}", INGEST, new BootstrapEndpoint(database, ingestKeys, ids)),
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
        read("/api/v1/audiences", audiences::list, "limit", "cursor"),
        admin(POST, "/api/v1/audiences", audiences::create),
        read("/api/v1/audience-presets", new AudiencePresetsEndpoint()),
        admin(
            POST,
            "/api/v1/audiences/preview",
            new AudiencePreviewEndpoint(
                database,
                parts.domains(),
                audienceMembers,
                new AudienceStore(),
                previews,
                conversions,
                parts.clock())),
        read("/api/v1/audiences/{id}", audiences::find),
        admin(PUT, "/api/v1/audiences/{id}", audiences::replace),
        admin(DELETE, "/api/v1/audiences/{id}", audiences::delete),
        read("/api/v1/audiences/{id}/members", audienceMembers::list, "sort", "limit", "cursor"),
        read("/api/v1/audiences/{id}/count", audienceMembers::count),
        entry(
            POST,
            "/api/v1/firmographics",
            SECRET_KEY,
            new StrictEndpoint(Set.of("source"), firmographics::take)),
        read("/api/v1/firmographics/{domain}", firmographics::find),
        admin(DELETE, "/api/v1/firmographics/{domain}", firmographics::delete),
        admin(PUT, "/api/v1/fit/model", fits::replaceModel),
        read("/api/v1/fit/model", fits::findModel),
        read("/api/v1/fit/distribution", fits::distribution),
        admin(POST, "/api/v1/fit/learn", fitLearn),
        read("/api/v1/accounts/{account}/fit", fits::ofAccount),
        read("/api/v1/audiences/{id}/changes", memberships::changes, "limit", "cursor"),
        read("/api/v1/accounts/{account}/audiences", memberships::ofAccount),
        read("/api/v1/profiles/{profile}/audiences", memberships::ofProfile),
        read("/api/v1/accounts/{account}/signals", hits::ofAccount, "limit", "cursor"),
        read("/api/v1/accounts/{account}/score", scores::find),
        read("/api/v1/accounts/{account}/score/history", scores::history, "days"),
        read("/api/v1/scores/model", scoreModels::find),
        admin(PUT, "/api/v1/scores/model", scoreModels::replace),
        read("/api/v1/profiles/{profile}/signals", hits::ofProfile, "limit", "cursor"),
        read("/api/v1/signals", signals::list),
        admin(POST, "/api/v1/signals", signals::create),
        admin(
            POST,
            "/api/v1/signals/preview",
            new SignalPreviewEndpoint(
                database, parts.domains(), previews, conversions, parts.clock())),
        admin(
            POST,
            "/api/v1/scores/preview",
            new ScorePreviewEndpoint(
                database, parts.domains(), previews, conversions, parts.clock())),
        read("/api/v1/previews/{id}", previews::find),
        admin(DELETE, "/api/v1/previews/{id}", previews::cancel),
        read("/api/v1/signals/{id}", signals::find),
        admin(PATCH, "/api/v1/signals/{id}", signals::change),
        admin(DELETE, "/api/v1/signals/{id}", signals::delete),
        read("/api/v1/signals/{id}/hits", hits::ofSignal, "limit", "cursor"),
        read("/api/v1/signal-suggestions", signals::suggest),
        entry(
            GET,
            "/api/v1/stream",
            SECRET_KEY,
            new StreamEndpoint(database, accounts, caller, parts.streams())),
        read(
            "/api/v1/changes",
            new ChangesEndpoint(database, accounts, parts.streams().feed()),
            "after",
            "kinds",
            "account",
            "limit"),
        read("/api/v1/workspace", workspace::document),
        admin(POST, "/api/v1/workspace/plan", workspace::plan),
        admin(POST, "/api/v1/workspace/apply", workspace::apply),
        read("/api/v1/export/signals", exports::signals, "format"),
        read("/api/v1/export/audiences", exports::audiences, "format"),
        read("/api/v1/export/hits", exports::hits, "format", "limit", "cursor"),
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
        open("/metrics", operations::metrics));
  }

  private static EndpointEntry read(
      String template, Endpoint.Blocking endpoint, String... parameters) {
    return entry(GET, template, SECRET_KEY, new StrictEndpoint(Set.of(parameters), endpoint));
  }

  private static EndpointEntry admin(Method method, String template, Endpoint.Blocking endpoint) {
    return entry(method, template, SECRET_KEY, new StrictEndpoint(Set.of(), endpoint));
  }

  private static EndpointEntry open(String template, Endpoint.Blocking endpoint) {
    return entry(GET, template, OPEN, endpoint);
  }

  private static EndpointEntry entry(
      Method method, String template, Access access, Endpoint endpoint) {
    return new EndpointEntry(method, template, access, endpoint);
  }
}
