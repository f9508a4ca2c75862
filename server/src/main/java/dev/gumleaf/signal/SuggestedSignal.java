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
              """),
          new SuggestedSignal(
              "Ten seats",
              "A company, or one of its groups, grew to ten seats.",
              """
              {"kind":"account_trait","trait":"seats","groups":true,"change":{"becomes":{"at_least":10}}}\
              """),
          new SuggestedSignal(
              "Seats nearly used up",
              "Of the seats that a company or group has, 80 % are in use.",
              """
              {"kind":"account_trait","trait":"seats_used","percent_of":"seats_limit","groups":true,"change":{"becomes":{"at_least":80}}}\
              """),
          new SuggestedSignal(
              "Usage nearly at its limit",
              "A company or group has used 80 % of what its plan includes.",
              """
              {"kind":"account_trait","trait":"usage","percent_of":"usage_limit","groups":true,"change":{"becomes":{"at_least":80}}}\
              """),
          new SuggestedSignal(
              "Reached a limit",
              "Somebody could not go on because of the plan.",
              """
              {"kind":"event","event":"Limit Reached"}\
              """),
          new SuggestedSignal(
              "Moved to a paid plan",
              "A company, or one of its groups, pays now.",
              """
              {"kind":"account_trait","trait":"billing_plan","groups":true,"change":{"becomes":{"any_of":["pro","team","business","enterprise"]}}}\
              """));
}
