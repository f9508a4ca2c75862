package dev.gumleaf.api;

import static dev.gumleaf.api.ApiEndpoints.admin;
import static dev.gumleaf.api.ApiEndpoints.entry;
import static dev.gumleaf.api.ApiEndpoints.read;
import static dev.gumleaf.http.Access.SECRET_KEY;
import static dev.gumleaf.http.Method.DELETE;
import static dev.gumleaf.http.Method.GET;
import static dev.gumleaf.http.Method.PATCH;
import static dev.gumleaf.http.Method.POST;
import static dev.gumleaf.http.Method.PUT;

import dev.gumleaf.api.ApiEndpoints.Parts;
import dev.gumleaf.http.EndpointEntry;
import dev.gumleaf.store.AccountStore;
import dev.gumleaf.store.AudienceMembers;
import dev.gumleaf.store.AudienceStore;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.FirmographicStore;
import dev.gumleaf.store.FitStore;
import dev.gumleaf.store.HitStore;
import dev.gumleaf.store.ProfileStore;
import dev.gumleaf.store.ScoreStore;
import dev.gumleaf.store.SignalStore;
import java.util.List;
import java.util.Set;

/** The part of the table about what companies and people are up to, and what to make of it. */
final class InterestEndpoints {
  private InterestEndpoints() {}

  static List<EndpointEntry> table(
      Parts parts,
      AccountStore accountStore,
      Accounts accounts,
      ProfileStore profileStore,
      Profiles profiles,
      Caller caller,
      Previews previews) {
    Database database = parts.database();
    AudienceStore audienceStore = new AudienceStore();
    AudienceEndpoints audiences =
        new AudienceEndpoints(database, audienceStore, caller, parts.clock());
    AudienceMemberEndpoints audienceMembers =
        new AudienceMemberEndpoints(
            database, audiences, new AudienceMembers(accountStore), parts.clock());
    MembershipEndpoints memberships =
        new MembershipEndpoints(database, audiences, accounts, profiles, profileStore);
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
    ConversionReader conversions = new ConversionReader(database, new SignalStore());
    return List.of(
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
        read("/api/v1/export/hits", exports::hits, "format", "limit", "cursor"));
  }
}
