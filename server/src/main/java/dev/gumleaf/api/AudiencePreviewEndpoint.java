package dev.gumleaf.api;

import dev.gumleaf.audience.AudienceFilter;
import dev.gumleaf.audience.AudienceKind;
import dev.gumleaf.audience.FilterReader;
import dev.gumleaf.http.Endpoint;
import dev.gumleaf.http.Request;
import dev.gumleaf.http.Response;
import dev.gumleaf.ingest.DomainReader;
import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.preview.AudiencePreview;
import dev.gumleaf.preview.AudiencePreview.Saved;
import dev.gumleaf.preview.Conversion;
import dev.gumleaf.preview.PreviewRun;
import dev.gumleaf.store.AudienceMembers.Question;
import dev.gumleaf.store.AudienceStore;
import dev.gumleaf.store.Cursor;
import dev.gumleaf.store.Database;
import dev.gumleaf.store.Page;
import dev.gumleaf.store.SavedAudience;
import dev.gumleaf.store.Transaction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /api/v1/audiences/preview}: who belongs, and if the body asks for {@code days} or a
 * {@code conversion}, who would have and what followed; changes nothing.
 */
final class AudiencePreviewEndpoint implements Endpoint.Blocking {
  /** Audiences read at a time while those of one kind are looked for. */
  private static final int PAGE = 500;

  private final Database database;
  private final DomainReader domains;
  private final AudienceMemberEndpoints members;
  private final AudienceStore audiences;
  private final Previews previews;
  private final ConversionReader conversions;
  private final InstantSource clock;

  AudiencePreviewEndpoint(
      Database database,
      DomainReader domains,
      AudienceMemberEndpoints members,
      AudienceStore audiences,
      Previews previews,
      ConversionReader conversions,
      InstantSource clock) {
    this.database = database;
    this.domains = domains;
    this.members = members;
    this.audiences = audiences;
    this.previews = previews;
    this.conversions = conversions;
    this.clock = clock;
  }

  @Override
  public Response handle(Request request) throws InterruptedException {
    AdminBody body = AdminBody.read(request, "kind", "filter", "days", "conversion");
    AudienceKind kind = AudienceEndpoints.kind(body);
    AudienceFilter filter = FilterReader.read(kind, body.required("filter"));
    WorkspaceId workspace = request.requireWorkspace();
    PreviewRun run = begin(workspace, body, kind, filter);
    return members.preview(
        new Question(workspace, kind, filter, clock.instant()),
        run == null ? 200 : Previews.status(run),
        json -> {
          if (run == null) {
            json.raw("past", null);
          } else {
            json.object("past", past -> previews.write(past, workspace, run));
          }
        });
  }

  private @Nullable PreviewRun begin(
      WorkspaceId workspace, AdminBody body, AudienceKind kind, AudienceFilter filter)
      throws InterruptedException {
    if (!body.has("days") && !body.has("conversion")) {
      return null;
    }
    int days = SignalPreviewEndpoint.days(body);
    Conversion conversion = conversions.read(workspace, body);
    if (conversion != null && kind != AudienceKind.ACCOUNTS) {
      throw Parameters.bad("conversion is for audiences of accounts: it is companies that convert");
    }
    Instant now = clock.instant();
    List<Saved> others = new ArrayList<>();
    long more = database.read(tx -> collect(tx, workspace, kind, others));
    return previews.begin(
        workspace,
        new AudiencePreview(
            database,
            domains,
            workspace,
            new AudiencePreview.Question(kind, filter, days, others, more, conversion, now)));
  }

  /** Collects the newest audiences of a kind, and gives how many more there are. */
  private long collect(
      Transaction tx, WorkspaceId workspace, AudienceKind kind, List<Saved> others) {
    long more = 0;
    Optional<Cursor> after = Optional.empty();
    do {
      Page<SavedAudience> page = audiences.list(tx, workspace, after, PAGE);
      for (SavedAudience each : page.items()) {
        if (each.kind() == kind) {
          more += add(each, others) ? 0 : 1;
        }
      }
      after = page.next();
    } while (after.isPresent());
    return more;
  }

  private static boolean add(SavedAudience audience, List<Saved> others) {
    if (others.size() >= AudiencePreview.COMPARED_MAX) {
      return false;
    }
    try {
      others.add(new Saved(audience.id(), audience.name(), AudienceEndpoints.filter(audience)));
      return true;
    } catch (ApiException unreadable) {
      // Somebody who was named in it is forgotten; it is counted as one that was not compared.
      return false;
    }
  }
}
