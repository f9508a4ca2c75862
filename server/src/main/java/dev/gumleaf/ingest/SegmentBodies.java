package dev.gumleaf.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gumleaf.ingest.JsonMembers.Writer;
import dev.gumleaf.model.Call.OtherMember;
import dev.gumleaf.model.CallKind;
import dev.gumleaf.model.JsonText;
import dev.gumleaf.model.RawJson;
import dev.gumleaf.model.RejectReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns messages of Segment's types into our kinds of entries. */
final class SegmentBodies {
  /** Where a company's domain can stand among a group's traits; the first that is one counts. */
  private static final List<String> DOMAINS = List.of("domain", "website", "url");

  private static final String DOMAIN = "domain";

  private final IngestLimits limits;
  private final DomainReader domains;

  SegmentBodies(IngestLimits limits, DomainReader domains) {
    this.limits = limits;
    this.domains = domains;
  }

  /** Gives the message's entry its kind and body, or refuses it. */
  void finish(SegmentDraft message) {
    EntryDraft entry = message.entry;
    switch (message.type) {
      case null -> entry.refuse(RejectReason.MISSING_TYPE, "type is missing");
      case "track" -> finishTrack(message);
      case "identify" ->
          become(message, CallKind.IDENTIFY, over(message.contextTraits, message.traits));
      case "page" -> finishPage(message);
      case "screen" -> finishScreen(message);
      case "group" -> finishGroup(message);
      // It states nothing but whose the id is, and is found by its message id like all others.
      case "alias" -> becomeOther(message, CallKind.IDENTIFY, RawJson.emptyObject());
      default ->
          entry.refuse(
              RejectReason.UNSUPPORTED_TYPE,
              "type is none of track, identify, page, screen, group and alias");
    }
  }

  private static void become(SegmentDraft message, CallKind kind, RawJson body) {
    message.entry.kind(kind);
    message.entry.body(body);
  }

  /** The type is kept where the kind does not say it. */
  private static void becomeOther(SegmentDraft message, CallKind kind, RawJson body) {
    become(message, kind, body);
    byte[] type = JsonText.quote(String.valueOf(message.type)).getBytes(UTF_8);
    message.entry.addOther(new OtherMember("type", new RawJson(type, 0, type.length)));
  }

  private static void finishTrack(SegmentDraft message) {
    if (message.entry.event().isBlank()) {
      message.entry.refuse(RejectReason.MISSING_EVENT, "event is missing");
    }
    become(message, CallKind.TRACK, over(null, message.properties));
  }

  private static void finishPage(SegmentDraft message) {
    RawJson page = named(message, over(message.contextPage, message.properties));
    become(message, CallKind.PAGE_VIEW, page);
    message.entry.visit().url = JsonMembers.findText(page, "url").orElse(null);
    if (JsonMembers.isEmpty(page)) {
      message.entry.refuse(
          RejectReason.BAD_PAGE, "the page has neither properties, nor a name, nor context.page");
    }
  }

  /** The screen of an app has no address, also when a page is in its context. */
  private static void finishScreen(SegmentDraft message) {
    RawJson screen = named(message, over(null, message.properties));
    becomeOther(message, CallKind.PAGE_VIEW, screen);
    if (JsonMembers.isEmpty(screen)) {
      message.entry.refuse(RejectReason.BAD_PAGE, "the screen has neither properties nor a name");
    }
  }

  private static RawJson named(SegmentDraft message, RawJson page) {
    if (message.name == null) {
      return page;
    }
    Writer name = new Writer();
    name.add("name", message.name);
    return over(page, name.object());
  }

  /** A group is a company, or a part of one that the company's domain tells. */
  private void finishGroup(SegmentDraft message) {
    RawJson traits = over(null, message.traits);
    String group = message.groupId;
    if (group != null && BodyCursor.isLonger(group, limits.nameCharsMax())) {
      message.entry.refuse(
          RejectReason.NAME_TOO_LONG,
          "groupId has more than " + limits.nameCharsMax() + " characters");
    }
    String domain = findDomain(traits);
    Writer account = new Writer();
    if (domain != null) {
      account.add(DOMAIN, domain);
    }
    if (group != null) {
      account.add("group_id", group);
    }
    account.addAll(
        traits,
        (name, value) ->
            !(domain != null && name.equals(DOMAIN))
                && !(group != null && GroupIds.isGroupId(name, value)));
    Writer body = new Writer();
    body.add(AccountTraits.MEMBER, account.object());
    becomeOther(message, CallKind.IDENTIFY, body.object());
    boolean replaced =
        JsonMembers.findText(traits, DOMAIN).filter(text -> !text.equals(domain)).isPresent();
    if (replaced && domain != null) {
      message.entry.addOther(new OtherMember("traits", traits));
    }
    if (domain == null) {
      message.entry.warn(
          "no_company_domain",
          "the group's traits have no domain, website or url of a company; without one only the"
              + " person's e-mail address tells the company");
    }
  }

  private @Nullable String findDomain(RawJson traits) {
    return DOMAINS.stream()
        .flatMap(name -> JsonMembers.findText(traits, name).stream())
        .filter(text -> domains.read(text) instanceof DomainResult.Ok)
        .findFirst()
        .orElse(null);
  }

  private static RawJson over(@Nullable RawJson lower, @Nullable RawJson upper) {
    if (lower == null) {
      return upper == null ? RawJson.emptyObject() : upper;
    }
    return upper == null ? lower : JsonMembers.over(lower, upper);
  }
}
