package dev.gumleaf.config;

import dev.gumleaf.model.NoUserAgent;
import java.time.Duration;
import java.util.List;

/** What one ingest request may hold, and how it is answered. */
public record IngestSettings(
    int depthMax,
    int tokensMax,
    int entriesMax,
    DataSize entryMax,
    int nameCharsMax,
    int stringCharsMax,
    int numberCharsMax,
    int membersMax,
    int messageIdCharsMax,
    Duration resultsWait,
    NoUserAgent noUserAgent) {
  static final Setting<Integer> DEPTH_MAX =
      new Setting<>(
          "ingest.depth-max",
          SettingType.integer("a number of levels", 4, 500),
          "32",
          "Levels of arrays and objects in a body, the outermost counted.");

  static final Setting<Integer> TOKENS_MAX =
      new Setting<>(
          "ingest.tokens-max",
          SettingType.integer("a number of tokens", 1_000, 10_000_000),
          "200000",
          "JSON tokens in a body; bounds the work on a body of tiny values.");

  static final Setting<Integer> ENTRIES_MAX =
      new Setting<>(
          "ingest.entries-max",
          SettingType.integer("a number of entries", 1, 100_000),
          "1000",
          "Entries of each kind in a body. Those behind it are rejected one by one.");

  static final Setting<DataSize> ENTRY_MAX =
      new Setting<>(
          "ingest.entry-max",
          SettingType.size("256B", "16MiB"),
          "64KiB",
          "One entry of a batch with all its members, white space included.");

  static final Setting<Integer> NAME_CHARS_MAX =
      new Setting<>(
          "ingest.name-chars-max",
          SettingType.integer("a number of characters", 16, 10_000),
          "256",
          "Characters of a member, trait or event name.");

  static final Setting<Integer> STRING_CHARS_MAX =
      new Setting<>(
          "ingest.string-chars-max",
          SettingType.integer("a number of characters", 256, 16_777_216),
          "65536",
          "Characters of one string value.");

  static final Setting<Integer> NUMBER_CHARS_MAX =
      new Setting<>(
          "ingest.number-chars-max",
          SettingType.integer("a number of characters", 20, 1_000),
          "100",
          "Characters of one number, so that no arithmetic on it can be made slow.");

  static final Setting<Integer> MEMBERS_MAX =
      new Setting<>(
          "ingest.members-max",
          SettingType.integer("a number of members", 1, 100_000),
          "250",
          "Members of one object inside traits or properties.");

  static final Setting<Integer> MESSAGE_ID_CHARS_MAX =
      new Setting<>(
          "ingest.message-id-chars-max",
          SettingType.integer("a number of characters", 36, 10_000),
          "256",
          "Characters of a message id.");

  static final Setting<Duration> RESULTS_WAIT =
      new Setting<>(
          "ingest.results-wait",
          SettingType.DURATION_POSITIVE,
          "5s",
          "How long a reply with ?results=1 waits for the pipeline before it says pending.");

  static final Setting<NoUserAgent> NO_USER_AGENT =
      new Setting<>(
          "ingest.no-user-agent",
          SettingType.choice(NoUserAgent.class),
          "mark",
          "What becomes of entries sent without a User-Agent, as those of crude bots are: mark"
              + " stores them and keeps them off lists and counts, drop rejects them and says so in"
              + " the reply. A change also counts for requests that are not in the state yet.");

  static final List<Setting<?>> TABLE =
      List.of(
          DEPTH_MAX,
          TOKENS_MAX,
          ENTRIES_MAX,
          ENTRY_MAX,
          NAME_CHARS_MAX,
          STRING_CHARS_MAX,
          NUMBER_CHARS_MAX,
          MEMBERS_MAX,
          MESSAGE_ID_CHARS_MAX,
          RESULTS_WAIT,
          NO_USER_AGENT);

  static IngestSettings of(Values values) {
    return new IngestSettings(
        values.of(DEPTH_MAX),
        values.of(TOKENS_MAX),
        values.of(ENTRIES_MAX),
        values.of(ENTRY_MAX),
        values.of(NAME_CHARS_MAX),
        values.of(STRING_CHARS_MAX),
        values.of(NUMBER_CHARS_MAX),
        values.of(MEMBERS_MAX),
        values.of(MESSAGE_ID_CHARS_MAX),
        values.of(RESULTS_WAIT),
        values.of(NO_USER_AGENT));
  }
}
