package dev.gumleaf.pipeline;

import static java.util.Objects.requireNonNull;

import dev.gumleaf.ingest.DomainReader;
import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.Domain;
import dev.gumleaf.model.JsonText;
import dev.gumleaf.model.Profile;
import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.store.DeletionSubject;
import dev.gumleaf.store.Derivation;
import dev.gumleaf.store.Forgetting;
import dev.gumleaf.store.ProfileIds;
import dev.gumleaf.store.Transaction;
import java.util.List;
import java.util.stream.Collectors;

/** Forgets one subject of a request in the state, and writes the receipt, in one transaction. */
final class SubjectErasure {
  private static final int SHOWN = 16;

  /** Stores that Koala had and this server does not; parsers of its receipts look for them. */
  private static final List<String> NOT_HERE =
      List.of(
          "import_list_profile",
          "visitor_status",
          "clearbit_reveal_cache",
          "clearbit_enrichment_cache",
          "hubspot_contact_cache",
          "salesforce_contact_caches",
          "outreach_prospect_cache",
          "outreach_user_caches");

  private final Derivation derivation;
  private final Forgetting forgetting;
  private final WorkspaceId workspace;
  private final PersonErasure people;

  SubjectErasure(Transaction tx, WorkspaceId workspace, DomainReader domains) {
    this.derivation = new Derivation(tx);
    this.forgetting = new Forgetting(tx);
    this.workspace = workspace;
    this.people = new PersonErasure(tx, workspace, domains);
  }

  /**
   * Forgets the subject.
   *
   * @param journaled requests of the journal in which all subjects of the request were found
   * @return the receipt as JSON, with Koala's members
   */
  String run(DeletionSubject subject, long journaled) {
    String text = requireNonNull(subject.subject());
    for (Profile person : Targets.people(forgetting, derivation, workspace, subject.kind(), text)) {
      people.run(person);
    }
    long accountEntries = 0;
    if (subject.kind() == DeletionSubject.Kind.DOMAIN) {
      forgetting.deleteFirmographics(workspace, new Domain(text));
      var account = forgetting.findAccount(workspace, new Domain(text));
      if (account.isPresent()) {
        accountEntries = forgetting.clear(account.get());
        derivation.visitors().recountAccounts(List.of(account.get().value()));
      }
    }
    ProfileIds ids = derivation.forgetting(workspace).orElseThrow();
    return receipt(subject, ids, people.receipt(), accountEntries, journaled);
  }

  /** Nobody is named in it: whoever knows the subject can tell it by the fingerprint. */
  private static String receipt(
      DeletionSubject subject,
      ProfileIds ids,
      PersonErasure.Receipt gone,
      long accountEntries,
      long journaled) {
    StringBuilder out = new StringBuilder("{\"email\":");
    JsonText.appendQuoted(out, "erased:" + subject.fingerprint().substring(0, SHOWN));
    out.append(",\"profiles\":").append(prints(ids, gone.profiles()));
    out.append(",\"ips\":").append(prints(ids, gone.addresses()));
    append(out, "events", gone.counts().getOrDefault(CallKind.TRACK, 0L));
    append(out, "page_views", gone.counts().getOrDefault(CallKind.PAGE_VIEW, 0L));
    append(out, "metrics", gone.counts().getOrDefault(CallKind.METRIC, 0L));
    append(out, "form_submissions", gone.counts().getOrDefault(CallKind.FORM, 0L));
    append(out, "anonymous_profile", Math.max(0, gone.profiles().size() - 1));
    append(out, "account_associations", gone.accounts());
    NOT_HERE.forEach(name -> append(out, name, 0));
    out.append(",\"project_slug\":true,\"extra\":{\"kind\":\"").append(subject.kind().word());
    out.append('"');
    append(out, "identifies", gone.counts().getOrDefault(CallKind.IDENTIFY, 0L));
    append(out, "account_entries", accountEntries);
    append(out, "journal_requests", journaled);
    return out.append("}}").toString();
  }

  private static String prints(ProfileIds ids, List<String> texts) {
    return texts.stream()
        .map(text -> "\"erased:" + ids.fingerprint(text).substring(0, SHOWN) + '"')
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static void append(StringBuilder out, String name, long count) {
    out.append(",\"").append(name).append("\":").append(count);
  }
}
