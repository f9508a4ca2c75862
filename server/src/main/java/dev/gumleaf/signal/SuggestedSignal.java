package dev.gumleaf.signal;

import java.util.List;

/**
 * A signal that most teams want, ready to be made.
 *
 * @param why what it tells
 * @param rule JSON, as {@link RuleReader} reads it
 */
public record SuggestedSignal(String name, String why, String rule) {
  /** Those that Koala suggested, and growth of use. */
  public static final List<SuggestedSignal> ALL =
      List.of(
          new SuggestedSignal(
              "Viewed pricing",
              "Somebody looked at what it costs for 15 seconds or more.",
              """
              {"kind":"page_view","active_seconds":15,"when":{"field":"url","contains":["/pricing","/plans"]}}\
              """),
          new SuggestedSignal(
              "Read product docs",
              "Somebody read how it works for half a minute or more.",
              """
              {"kind":"page_view","active_seconds":30,"when":{"field":"url","contains":["/docs","//docs."]}}\
              """),
          new SuggestedSignal(
              "Read a blog post",
              "Somebody read an article for half a minute or more.",
              """
              {"kind":"page_view","active_seconds":30,"when":{"field":"url","contains":"/blog/"}}\
              """),
          new SuggestedSignal(
              "Requested a demo",
              "Somebody sent in a form whose name or page says demo or contact.",
              """
              {"kind":"form","when":{"any":[{"field":"name","contains":["demo","contact"]},{"field":"context.page.path","contains":["demo","contact"]}]}}\
              """),
          new SuggestedSignal(
              "Submitted a work email",
              "Somebody left an address that is not a mailbox provider's.",
              """
              {"kind":"form","work_email":true}\
              """),
          new SuggestedSignal(
              "Ten active minutes this month",
              "Somebody spent real time.",
              """
              {"kind":"session_time","active_minutes":10}\
              """),
          new SuggestedSignal(
              "Seats increased",
              "A company, or one of its groups, has more seats than before.",
              """
              {"kind":"account_trait","trait":"seats","groups":true,"change":{"increases_by":1}}\
              """));
}
