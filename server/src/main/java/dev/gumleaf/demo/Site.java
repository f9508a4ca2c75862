package dev.gumleaf.demo;

import static dev.gumleaf.demo.Page.Topic.APP;
import static dev.gumleaf.demo.Page.Topic.BILLING;
import static dev.gumleaf.demo.Page.Topic.BLOG;
import static dev.gumleaf.demo.Page.Topic.CAREERS;
import static dev.gumleaf.demo.Page.Topic.CHANGES;
import static dev.gumleaf.demo.Page.Topic.CUSTOMERS;
import static dev.gumleaf.demo.Page.Topic.DOCS;
import static dev.gumleaf.demo.Page.Topic.FORM;
import static dev.gumleaf.demo.Page.Topic.HELP;
import static dev.gumleaf.demo.Page.Topic.HOME;
import static dev.gumleaf.demo.Page.Topic.INTEGRATIONS;
import static dev.gumleaf.demo.Page.Topic.PRICING;
import static dev.gumleaf.demo.Page.Topic.SECURITY;
import static java.util.stream.Collectors.groupingBy;

import dev.gumleaf.demo.Page.Topic;
import java.util.List;
import java.util.Map;

/** The pages of Harborlane, an invented product that makes reports. */
final class Site {
  static final String DOMAIN = "harborlane.test";

  static final Page DEMO = new Page(FORM, "/demo", "See a demo");
  static final Page NEWSLETTER = new Page(FORM, "/newsletter", "Newsletter");
  static final Page SIGN_UP = new Page(FORM, "/signup", "Start your trial");

  private static final List<Page> PAGES =
      List.of(
          new Page(HOME, "/", "Harborlane: reports that write themselves"),
          new Page(HOME, "/product", "Product"),
          new Page(BLOG, "/blog/five-reports-nobody-reads", "Five reports nobody reads"),
          new Page(BLOG, "/blog/metrics-that-matter", "Metrics that matter"),
          new Page(BLOG, "/blog/spreadsheets-at-midnight", "Spreadsheets at midnight"),
          new Page(CUSTOMERS, "/customers", "Customers"),
          new Page(CUSTOMERS, "/customers/freight-on-time", "Freight, on time"),
          new Page(PRICING, "/pricing", "Pricing"),
          new Page(PRICING, "/pricing/enterprise", "Enterprise pricing"),
          new Page(DOCS, "/docs/getting-started", "Getting started"),
          new Page(DOCS, "/docs/api", "API reference"),
          new Page(DOCS, "/docs/permissions", "Roles and permissions"),
          new Page(DOCS, "/docs/scheduling", "Scheduling reports"),
          new Page(DOCS, "/docs/import", "Importing data"),
          new Page(INTEGRATIONS, "/integrations", "Integrations"),
          new Page(INTEGRATIONS, "/integrations/warehouse", "Your warehouse"),
          new Page(INTEGRATIONS, "/integrations/crm", "Your CRM"),
          new Page(INTEGRATIONS, "/integrations/chat", "Your chat"),
          new Page(SECURITY, "/security", "Security"),
          new Page(SECURITY, "/security/single-sign-on", "Single sign-on"),
          new Page(CHANGES, "/changelog", "Changelog"),
          new Page(CAREERS, "/careers", "Careers"),
          new Page(HELP, "/help/exports", "Help: exports"),
          new Page(HELP, "/help/reports-that-fail", "Help: reports that fail"),
          new Page(BILLING, "/app/settings/billing", "Billing"),
          new Page(BILLING, "/help/change-or-cancel-a-plan", "Help: change or cancel a plan"),
          new Page(APP, "/app", "Overview"),
          new Page(APP, "/app/reports", "Reports"),
          new Page(APP, "/app/reports/edit", "Edit report"),
          new Page(APP, "/app/sources", "Sources"));

  private static final Map<Topic, List<Page>> BY_TOPIC =
      PAGES.stream().collect(groupingBy(Page::topic));

  private Site() {}

  static Page page(Topic topic, Chance chance) {
    return chance.pick(BY_TOPIC.getOrDefault(topic, PAGES));
  }

  static String url(Page page) {
    return "https://www." + DOMAIN + page.path();
  }
}
