package dev.gumleaf.architecture;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The table of rooms: every package of the program, what it is for, and whom it may use. */
enum Room {
  MODEL("the nouns as records and sealed types; no I/O, no clock, no library"),
  CONFIG("typed settings, loaded once", MODEL),
  OBSERVE("log format, metrics and health", MODEL),
  IDENTITY("decides which account a call belongs to; pure functions", MODEL),
  DIGEST("what may be asked about a profile without being handed it; pure", MODEL),
  CONDITION("the one language of conditions: comparing, reading, writing; pure", MODEL),
  AUDIENCE("decides who belongs to an audience; pure functions", MODEL, CONDITION),
  SIGNAL("decides which intent signals something sets off; pure", MODEL, CONDITION),
  SCORE("turns what was done, and time, into scores, trends and fit; pure", MODEL),
  STORE(
      "all SQL about state, its migrations and transactions", MODEL, OBSERVE, CONDITION, AUDIENCE),
  JOURNAL("the durable log of accepted requests", MODEL, OBSERVE, STORE),
  INGEST("from bytes to a durable journal entry", MODEL, OBSERVE, JOURNAL),
  ADDRESS("what is known about a network address, from files", MODEL, OBSERVE, INGEST),
  PIPELINE(
      "from journal entries to derived state",
      MODEL,
      OBSERVE,
      IDENTITY,
      STORE,
      JOURNAL,
      INGEST,
      ADDRESS,
      AUDIENCE,
      SIGNAL,
      SCORE),
  PREVIEW(
      "tries rules on the past",
      MODEL,
      OBSERVE,
      IDENTITY,
      AUDIENCE,
      SCORE,
      STORE,
      INGEST,
      PIPELINE),
  HTTP("the only room that knows the server library", MODEL, OBSERVE),
  API(
      "the public JSON endpoints",
      MODEL,
      OBSERVE,
      IDENTITY,
      DIGEST,
      CONDITION,
      AUDIENCE,
      SIGNAL,
      SCORE,
      STORE,
      INGEST,
      PREVIEW,
      HTTP),
  DEMO("a month of invented traffic with a known truth; pure", MODEL),
  APP(
      "the command line and the wiring",
      MODEL,
      CONFIG,
      OBSERVE,
      IDENTITY,
      DIGEST,
      AUDIENCE,
      SIGNAL,
      SCORE,
      STORE,
      JOURNAL,
      INGEST,
      ADDRESS,
      PIPELINE,
      PREVIEW,
      HTTP,
      API,
      DEMO);

  private final String purpose;
  private final ImmutableList<Room> mayUse;

  Room(String purpose, Room... mayUse) {
    this.purpose = purpose;
    this.mayUse = ImmutableList.copyOf(mayUse);
  }

  /** The package under the root. */
  String packageName() {
    return name().toLowerCase(Locale.ROOT);
  }

  List<Room> mayUse() {
    return mayUse;
  }

  static List<String> packageNames() {
    return Arrays.stream(values()).map(Room::packageName).toList();
  }

  /** The table as people read it. */
  static String table() {
    List<String> lines = new ArrayList<>();
    lines.add("%-9s  %-70s  %s".formatted("room", "what it is for", "may use"));
    for (Room room : values()) {
      List<String> used = room.mayUse.stream().map(Room::packageName).toList();
      String names = used.isEmpty() ? "-" : String.join(" ", used);
      lines.add("%-9s  %-70s  %s".formatted(room.packageName(), room.purpose, names));
    }
    return String.join("\n", lines);
  }
}
