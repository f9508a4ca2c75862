package dev.gumleaf.ingest;

/**
 * What one request may hold. Defaults are in {@link #DEFAULT}; every part is a setting.
 *
 * @param depthMax levels of arrays and objects in a body, the outermost counted
 * @param tokensMax JSON tokens in a body; bounds the work on a body of tiny values
 * @param entriesMax entries of each kind; those behind it are refused one by one
 * @param entryBytesMax bytes of one entry, white space included
 * @param nameCharsMax characters of a member, trait or event name and of a group's id
 * @param stringCharsMax characters of one string value
 * @param numberCharsMax digits of one number, so that no arithmetic on it can be made slow
 * @param membersMax members of one object: an entry, or any object inside it
 * @param messageIdCharsMax characters of a message id
 */
public record IngestLimits(
    int depthMax,
    int tokensMax,
    int entriesMax,
    int entryBytesMax,
    int nameCharsMax,
    int stringCharsMax,
    int numberCharsMax,
    int membersMax,
    int messageIdCharsMax) {
  public static final IngestLimits DEFAULT =
      new IngestLimits(32, 200_000, 1_000, 64 * 1024, 256, 64 * 1024, 100, 250, 256);

  /**
   * At least what every setting allows at most. Only depth has a bound, because the reader makes
   * room for each level beforehand.
   */
  static final IngestLimits NONE =
      new IngestLimits(
          500,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE);
}
