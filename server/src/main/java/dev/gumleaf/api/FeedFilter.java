package dev.gumleaf.api;

import dev.gumleaf.http.Request;
import dev.gumleaf.model.AccountId;
import dev.gumleaf.store.ChangeKind;
import dev.gumleaf.store.Transaction;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What of the feed somebody wants.
 *
 * @param account of which company; null for all
 */
record FeedFilter(Set<ChangeKind> kinds, @Nullable AccountId account) {
  FeedFilter {
    kinds = Set.copyOf(kinds);
  }

  /**
   * Reads the parameters of a request that narrow the feed.
   *
   * @throws dev.gumleaf.model.ApiException BAD_PARAMETER or UNKNOWN_ACCOUNT
   */
  static FeedFilter of(Transaction tx, Request request, Accounts accounts) {
    return new FeedFilter(
        request.query("kinds").map(FeedFilter::kinds).orElse(EnumSet.allOf(ChangeKind.class)),
        request
            .query("account")
            .map(name -> accounts.find(tx, request.requireWorkspace(), name).id())
            .orElse(null));
  }

  private static Set<ChangeKind> kinds(String list) {
    return Arrays.stream(list.split(",", -1))
        .map(word ->
            ChangeKind.find(word.strip())
                .orElseThrow(() -> Parameters.bad("kinds is a list of some of " + words())))
        .collect(Collectors.toSet());
  }

  private static String words() {
    return Arrays.stream(ChangeKind.values())
        .map(ChangeKind::word)
        .collect(Collectors.joining(", "));
  }

  /**
   * Whether a change is wanted.
   *
   * @param shownAs what the account of the filter is shown as by now; null when it has none
   */
  boolean wants(ChangeFeed.Item item, @Nullable AccountId shownAs) {
    return kinds.contains(item.kind()) && (account == null || isOf(item, shownAs));
  }

  private boolean isOf(ChangeFeed.Item item, @Nullable AccountId shownAs) {
    return item.account() != null
        && (item.account().equals(account) || item.account().equals(shownAs));
  }
}
