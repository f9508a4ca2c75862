package dev.gumleaf.api;

import dev.gumleaf.audience.AudienceKind;
import java.util.List;

/** An audience to begin with; saving it makes it one's own. */
record AudiencePreset(String name, AudienceKind kind, String description, String filter) {
  static final List<AudiencePreset> ALL =
      List.of(
          new AudiencePreset(
              "Active this week",
              AudienceKind.ACCOUNTS,
              "Companies that were seen in the last seven days.",
              "{\"field\":\"last_seen_at\",\"in_last_days\":7}"),
          new AudiencePreset(
              "New this month",
              AudienceKind.ACCOUNTS,
              "Companies that were seen for the first time in the last thirty days.",
              "{\"field\":\"first_seen_at\",\"in_last_days\":30}"),
          new AudiencePreset(
              "Looked at pricing",
              AudienceKind.ACCOUNTS,
              "Companies whose people were on a page about pricing in the last two weeks.",
              "{\"did\":\"page_view\",\"path\":{\"contains\":\"pricing\"},\"in_last_days\":14}"),
          new AudiencePreset(
              "Several people",
              AudienceKind.ACCOUNTS,
              "Companies with three visitors or more, of whom one is known, seen this month.",
              """
              {"all":[{"field":"visitors","at_least":3},{"field":"known_visitors","at_least":1},\
              {"field":"last_seen_at","in_last_days":30}]}\
              """),
          new AudiencePreset(
              "Interested, but nobody known",
              AudienceKind.ACCOUNTS,
              "Companies that read ten pages or more and whose people are all unknown.",
              """
              {"all":[{"field":"page_views","at_least":10},{"field":"known_visitors","is":0}]}\
              """),
          new AudiencePreset(
              "Product-qualified accounts",
              AudienceKind.ACCOUNTS,
              "Companies that use the product like customers and do not pay yet: three known people"
                  + " or more, and twenty events in the last thirty days or a limit that was"
                  + " reached.",
              """
              {"all":[{"field":"known_visitors","at_least":3},\
              {"any":[{"did":"event","at_least":20,"in_last_days":30},\
              {"did":"event","name":"Limit Reached","in_last_days":30}]},\
              {"field":"group_trait.billing_plan","none_of":["pro","team","business","enterprise"]}]}\
              """),
          new AudiencePreset(
              "Ready for more",
              AudienceKind.ACCOUNTS,
              "Companies that pay and reached a limit in the last thirty days.",
              """
              {"all":[{"did":"event","name":"Limit Reached","in_last_days":30},\
              {"field":"group_trait.billing_plan","any_of":["pro","team","business"]}]}\
              """),
          new AudiencePreset(
              "Gone quiet",
              AudienceKind.ACCOUNTS,
              "Companies that did much, and nothing in the last thirty days.",
              """
              {"all":[{"field":"last_seen_at","not_in_last_days":30},\
              {"any":[{"field":"events","at_least":20},{"field":"page_views","at_least":20}]}]}\
              """),
          new AudiencePreset(
              "Known with a work e-mail",
              AudienceKind.VISITORS,
              "People who are known by an address at a company's domain.",
              "{\"field\":\"work_email\",\"is\":true}"),
          new AudiencePreset(
              "Submitted a form",
              AudienceKind.VISITORS,
              "People who submitted a form in the last thirty days.",
              "{\"did\":\"form_submission\",\"in_last_days\":30}"));
}
