package dev.gumleaf.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.journal.JournalEntry;
import dev.gumleaf.model.Call;
import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.EmailAddress;
import dev.gumleaf.model.NoUserAgent;
import dev.gumleaf.model.PersonRef;
import dev.gumleaf.model.ProfileId;
import dev.gumleaf.model.RejectReason;
import dev.gumleaf.model.Rejected;
import dev.gumleaf.model.Source;
import dev.gumleaf.model.WorkspaceId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SegmentReaderTest {
  private static final IngestLimits SMALL =
      new IngestLimits(8, 10_000, 2, 300, 20, 300, 20, 10, 20);

  @Test
  void person_severalIds_isTheOneThatKnowsMost() {
    assertThat(person("'anonymousId':'a1','userId':'u1'")).isEqualTo(ref("a1", null));
    assertThat(person("'anonymousId':' ','userId':42")).isEqualTo(ref("42", null));
    assertThat(person("'anonymousId':'a1','userId':'Ana@Northwind.test'"))
        .isEqualTo(ref("a1", "ana@northwind.test"));
    assertThat(person("'userId':'ana@northwind.test'")).isEqualTo(ref(null, "ana@northwind.test"));
    assertThat(person("'anonymousId':'a1','properties':{'ko_profile_id':'p1'}"))
        .isEqualTo(ref("p1", null));
    assertThat(person("'anonymousId':'a1','context':{'traits':{'profile_id':'p2'}}"))
        .isEqualTo(ref("p2", null));
    assertThat(person("'anonymousId':'undefined','userId':'u1'")).isEqualTo(ref("u1", null));
  }

  @Test
  void person_emailAmongProperties_isNoIdentity() {
    assertThat(person("'anonymousId':'a1','properties':{'email':'b@southwind.test'}"))
        .isEqualTo(ref("a1", null));
    assertThat(
            person(
                "'anonymousId':'a1','properties':{'email':'b@southwind.test'},"
                    + "'context':{'traits':{'email':'ana@northwind.test'}}"))
        .isEqualTo(ref("a1", "ana@northwind.test"));
  }

  @Test
  void person_emailOfAGroup_isTheCompanys() {
    assertThat(
            read("{'type':'group','anonymousId':'a1','groupId':'g','traits':{'email':"
                    + "'office@northwind.test','domain':'northwind.test'}}")
                .people()
                .getFirst()
                .person())
        .isEqualTo(ref("a1", null));
  }

  @Test
  void person_nobody_isRefusedWithTheReason() {
    assertThat(
            reasons(
                "[{'type':'track','event':'E'},{'type':'track','event':'E','anonymousId':'null'},"
                    + "{'type':'track','event':'E','userId':'%s'},".formatted("x".repeat(201))
                    + "{'type':'identify','traits':{'email':'nobody'}}]"))
        .containsExactly(
            RejectReason.MISSING_IDENTITY,
            RejectReason.PLACEHOLDER_ID,
            RejectReason.NAME_TOO_LONG,
            RejectReason.BAD_EMAIL);
  }

  @Test
  void people_followingOnEachOther_shareOnePlace() {
    VisitorBatch batch =
        read(
            "{'batch':[{'type':'track','event':'A','anonymousId':'a1'},"
                + "{'type':'track','event':'B','anonymousId':'a1'},"
                + "{'type':'track','event':'C','anonymousId':'a1','context':{'ip':'192.0.2.7'}},"
                + "{'type':'track','event':'D','anonymousId':'a2'}],'sentAt':1,'odd':2}");
    assertThat(batch.people()).extracting(each -> each.calls().size()).containsExactly(2, 1, 1);
    assertThat(batch.people().get(1).address()).isEqualTo("192.0.2.7");
    assertThat(batch.calls()).extracting(Call::index).containsExactly(0, 1, 2, 3);
    assertThat(batch.warnings()).extracting(Warning::code).containsExactly("ignored_member");
  }

  @Test
  void identify_withUserId_linksThatIdToo() {
    VisitorBatch batch =
        read(
            "{'type':'identify','anonymousId':'a1','userId':'u1','timestamp':'2026-01-05T10:00:00Z',"
                + "'traits':{'email':'ana@northwind.test'}}");
    assertThat(batch.people())
        .extracting(PersonCalls::person)
        .containsExactly(ref("a1", "ana@northwind.test"), ref("u1", "ana@northwind.test"));
    assertThat(batch.people().get(1).calls()).extracting(VisitorCall::implied).containsOnly(true);
    assertThat(batch.calls()).hasSize(1);
  }

  @Test
  void bodies_ofEachType_areOurs() {
    assertThat(
            body(
                "{'type':'identify','anonymousId':'a','traits':{'plan':'pro'},'context':{'traits':"
                    + "{'plan':'free','name':'Ana'}}}"))
        .isEqualTo("{\"name\":\"Ana\",\"plan\":\"pro\"}");
    assertThat(
            body(
                "{'type':'page','name':'Plans','anonymousId':'a','properties':{'path':'/p'},"
                    + "'context':{'page':{'path':'/','title':'T'}}}"))
        .isEqualTo("{\"name\":\"Plans\",\"path\":\"/p\",\"title\":\"T\"}");
    assertThat(
            body(
                "{'type':'screen','name':'Inbox','anonymousId':'a','properties':{'tab':1},"
                    + "'context':{'page':{'path':'/'}}}"))
        .isEqualTo("{\"name\":\"Inbox\",\"tab\":1}");
    assertThat(
            body(
                "{'type':'group','groupId':9,'anonymousId':'a','traits':{'domain':'gmail.com',"
                    + "'website':'https://www.northwind.test','groupId':'x','seats':3}}"))
        .isEqualTo(
            "{\"$account\":{\"domain\":\"https://www.northwind.test\",\"group_id\":\"9\","
                + "\"seats\":3,\"website\":\"https://www.northwind.test\"}}");
    assertThat(body("{'type':'track','event':'E','anonymousId':'a','properties':{'n':1}}"))
        .isEqualTo("{\"n\":1}");
  }

  @Test
  void times_thatCanBeRead_areTakenInTheirOrder() {
    assertThat(call("'originalTimestamp':'2026-01-05T10:00:00Z','sentAt':'2026-01-05T11:00:00Z'"))
        .extracting(Call::sentAt)
        .isEqualTo(Instant.parse("2026-01-05T10:00:00Z"));
    assertThat(call("'timestamp':'soon','sentAt':1767607200000").sentAt())
        .isEqualTo(Instant.ofEpochMilli(1767607200000L));
    VisitorBatch batch = read("{'type':'track','event':'E','anonymousId':'a','timestamp':'soon'}");
    assertThat(batch.calls().getFirst().sentAt()).isNull();
    assertThat(batch.warnings()).extracting(Warning::code).containsExactly("bad_sent_at");
  }

  @Test
  void source_isThatOfTheLibraryUnlessAPageSendsIt() {
    assertThat(call("'context':{'library':{'name':'RudderLabs JavaScript SDK'}}").source())
        .isEqualTo(Source.RUDDERSTACK);
    assertThat(call("'context':{'library':{'name':'analytics.js'}}").source())
        .isEqualTo(Source.SEGMENT);
    String rudder =
        "{'type':'track','event':'E','anonymousId':'a','context':{'library':{'name':'rudder'}}}";
    assertThat(read(IngestLimits.DEFAULT, rudder, "https://a.test").calls().getFirst().source())
        .isEqualTo(Source.BROWSER);
  }

  @Test
  void others_namesWithoutMeaning_areKept() {
    Call call = call("'userId':'u1','channel':'web','integrations':{}");
    assertThat(CanonicalJson.ofOthers(call.others()))
        .isEqualTo(
            "{\"anonymousId\":\"a\",\"channel\":\"web\",\"integrations\":{},\"userId\":\"u1\"}");
  }

  @Test
  void alias_isAClaimOnlyForAnAddress() {
    VisitorBatch batch =
        read("{'type':'alias','previousId':'old','userId':'ana@northwind.test','messageId':'m'}");
    assertThat(batch.people().getFirst().person()).isEqualTo(ref("old", "ana@northwind.test"));
    assertThat(batch.calls()).extracting(Call::kind).containsExactly(CallKind.IDENTIFY);
    assertThat(
            reasons(
                "[{'type':'alias','previousId':'old','userId':'u1'},"
                    + "{'type':'alias','previousId':'b@northwind.test','userId':'a@northwind.test'},"
                    + "{'type':'alias','userId':'a@northwind.test'},"
                    + "{'type':'alias','previousId':'guest','userId':'a@northwind.test'}]"))
        .containsExactly(
            RejectReason.UNSUPPORTED_TYPE,
            RejectReason.UNSUPPORTED_TYPE,
            RejectReason.MISSING_IDENTITY,
            RejectReason.PLACEHOLDER_ID);
  }

  @Test
  void entries_thatBreakARule_areRefusedOneByOne() {
    assertThat(
            reasons(
                "[{'anonymousId':'a'},{'type':'track','anonymousId':'a'},"
                    + "{'type':'page','anonymousId':'a'},{'type':'screen','anonymousId':'a'},"
                    + "{'type':'delete','anonymousId':'a'},7,"
                    + "{'type':'track','event':'E','anonymousId':'a','messageId':7},"
                    + "{'type':'track','event':'E','anonymousId':'a','properties':[]}]"))
        .containsExactly(
            RejectReason.MISSING_TYPE,
            RejectReason.MISSING_EVENT,
            RejectReason.BAD_PAGE,
            RejectReason.BAD_PAGE,
            RejectReason.UNSUPPORTED_TYPE,
            RejectReason.NOT_AN_OBJECT,
            RejectReason.BAD_MESSAGE_ID,
            RejectReason.WRONG_MEMBER_TYPE);
  }

  @Test
  void entries_beyondTheLimits_areRefusedOneByOne() {
    String good = "{'type':'track','event':'E','anonymousId':'a'}";
    VisitorBatch batch =
        read(
            SMALL,
            "{'batch':[%s,{'type':'track','event':'%s','anonymousId':'a'},%s]}"
                .formatted(good, "e".repeat(300), good),
            null);
    assertThat(batch.calls()).hasSize(1);
    assertThat(batch.rejected())
        .extracting(Rejected::reason)
        .containsExactly(RejectReason.NAME_TOO_LONG, RejectReason.TOO_MANY_ITEMS);
  }

  private static PersonRef person(String members) {
    return read("{'type':'track','event':'E',%s}".formatted(members)).people().getFirst().person();
  }

  private static PersonRef ref(@Nullable String id, @Nullable String email) {
    return new PersonRef(
        id == null ? null : new ProfileId(id), email == null ? null : new EmailAddress(email));
  }

  private static Call call(String members) {
    return read("{'type':'track','event':'E','anonymousId':'a',%s}".formatted(members))
        .calls()
        .getFirst();
  }

  private static String body(String message) {
    return CanonicalJson.of(read(message).calls().getFirst().body());
  }

  private static List<RejectReason> reasons(String messages) {
    return read(messages).rejected().stream().map(Rejected::reason).toList();
  }

  private static VisitorBatch read(String body) {
    return read(IngestLimits.DEFAULT, body, null);
  }

  /** Reads a body that is written with single quotes. */
  private static VisitorBatch read(IngestLimits limits, String body, @Nullable String origin) {
    return new SegmentReader(limits, new DomainReader(), NoUserAgent.MARK)
        .read(
            new JournalEntry(
                JournalEntry.Kind.SEGMENT,
                new WorkspaceId(1),
                Instant.EPOCH,
                "r",
                null,
                "test/1",
                origin,
                body.replace('\'', '"').getBytes(UTF_8)));
  }
}
