package dev.gumleaf.score;

import static java.util.Objects.requireNonNull;

/**
 * What it says about a company that it is in a bucket.
 *
 * @param won companies in it that were won
 * @param all companies in it
 * @param others companies that it is set against
 * @param weight natural logarithm; above 0 when companies in it are won more than others
 * @param pValue how likely a difference as large is by chance, if there is none
 */
public record BucketWeight(
    FitBucket bucket, long won, long all, long others, double weight, double pValue) {
  public BucketWeight {
    requireNonNull(bucket, "bucket");
  }
}
