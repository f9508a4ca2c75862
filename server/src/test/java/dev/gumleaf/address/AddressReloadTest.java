package dev.gumleaf.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.gumleaf.ingest.DomainReader;
import dev.gumleaf.testing.MmdbWriter;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Files that change under a running server. */
class AddressReloadTest {
  private static final String ADDRESS = "203.0.113.7";

  @TempDir Path directory;
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger(WatchedFile.class);
  private Path file;
  private Instant now = Instant.EPOCH;
  private int writes;
  private AddressBook book;

  @BeforeEach
  void openOneDatabase() throws IOException {
    file = directory.resolve("company.mmdb");
    write(database("before.test"));
    book = open(AddressFile.COMPANY);
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void leaveTheLog() {
    logger.detachAppender(log);
  }

  @Test
  void refresh_newerFileInItsPlace_changesTheAnswer() throws IOException {
    now = Instant.ofEpochSecond(60);
    Path newer = Files.write(directory.resolve("download"), database("after.test"));
    Files.move(newer, file, StandardCopyOption.REPLACE_EXISTING);
    assertThat(domain()).isEqualTo("before.test");
    lookTwice();
    assertThat(domain()).isEqualTo("after.test");
    assertThat(book.loadedAt()).isEqualTo(Map.of(AddressFile.COMPANY, now));
    assertThat(warnings()).isEmpty();
  }

  @Test
  void refresh_fileIsStillWritten_waitsUntilItRests() throws IOException {
    byte[] after = database("after.test");
    for (int length = 0; length <= after.length; length += after.length / 10) {
      write(Arrays.copyOf(after, length));
      book.refresh();
      assertThat(domain()).isEqualTo("before.test");
    }
    write(after);
    lookTwice();
    assertThat(domain()).isEqualTo("after.test");
    assertThat(warnings()).isEmpty();
  }

  @Test
  void refresh_nothingChanged_readsNothing() {
    now = Instant.ofEpochSecond(60);
    lookTwice();
    assertThat(book.loadedAt()).isEqualTo(Map.of(AddressFile.COMPANY, Instant.EPOCH));
  }

  static Stream<byte[]> damages() {
    byte[] whole = database("after.test");
    List<byte[]> damaged = new ArrayList<>();
    damaged.add(new byte[0]);
    damaged.add(new byte[4_096]);
    damaged.add("not a database\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    for (int tail : new int[] {1, 10, 100, 200}) {
      damaged.add(Arrays.copyOf(whole, whole.length - tail));
    }
    for (int head : new int[] {1, 7, 100}) {
      damaged.add(Arrays.copyOfRange(whole, head, whole.length));
    }
    byte[] otherMagic = whole.clone();
    otherMagic[new String(whole, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("MaxMind")] =
        'm';
    damaged.add(otherMagic);
    byte[] otherTree = whole.clone();
    Arrays.fill(otherTree, 0, 500, (byte) 0xee);
    damaged.add(otherTree);
    return damaged.stream();
  }

  @ParameterizedTest
  @MethodSource("damages")
  void refresh_damagedFile_changesNothingAndWarnsOnce(byte[] damaged) throws IOException {
    write(damaged);
    assertThat(domain()).as("before it is looked at").isEqualTo("before.test");
    lookTwice();
    lookTwice();
    assertThat(domain()).isEqualTo("before.test");
    assertThat(book.loadedAt()).isEqualTo(Map.of(AddressFile.COMPANY, Instant.EPOCH));
    assertThat(warnings())
        .containsExactly(
            "a changed address file cannot be used; the one read before goes on to count");

    write(database("after.test"));
    lookTwice();
    assertThat(domain()).isEqualTo("after.test");
  }

  @ParameterizedTest
  @MethodSource("damages")
  void open_damagedFile_isRefusedWithItsName(byte[] damaged) throws IOException {
    write(damaged);
    assertThatThrownBy(() -> open(AddressFile.COMPANY))
        .isInstanceOf(AddressFileException.class)
        .hasMessage(file + ": it is not a MaxMind DB file, or is damaged");
  }

  @Test
  void refresh_fileGone_keepsWhatWasReadAndTakesTheNextOne() throws IOException {
    Files.delete(file);
    lookTwice();
    lookTwice();
    assertThat(domain()).isEqualTo("before.test");
    assertThat(warnings()).hasSize(1);
    write(database("after.test"));
    lookTwice();
    assertThat(domain()).isEqualTo("after.test");
  }

  @Test
  void refresh_notReadableForAWhile_isTriedAgainAndWarnsOnce() throws IOException {
    AtomicInteger tries = new AtomicInteger();
    Path any = Files.writeString(directory.resolve("any"), "before");
    WatchedFile<String> watched =
        new WatchedFile<>(
            AddressFile.CSV,
            any,
            path -> {
              if (tries.incrementAndGet() == 2 || tries.get() == 3) {
                throw new AccessDeniedException(path.toString());
              }
              return Files.readString(path);
            },
            () -> now);
    Files.writeString(any, "after that");
    watched.refresh();
    for (int i = 0; i <= WatchedFile.LOOKS_BETWEEN_TRIES; i++) {
      watched.refresh();
      assertThat(watched.content()).isEqualTo("before");
    }
    assertThat(tries).hasValue(3);
    for (int i = 0; i < 2 * WatchedFile.LOOKS_BETWEEN_TRIES; i++) {
      watched.refresh();
    }
    assertThat(watched.content()).isEqualTo("after that");
    assertThat(tries).hasValue(4);
    assertThat(warnings()).hasSize(1);
  }

  @Test
  void refresh_otherFileWhileOneWaitsForItsNextTry_isReadAtOnce() throws IOException {
    Files.delete(file);
    lookTwice();
    write(database("after.test"));
    lookTwice();
    assertThat(domain()).isEqualTo("after.test");
  }

  @Test
  void isPassing_whatTheSystemRefused_isAndWhatStandsInTheFileIsNot() {
    assertThat(FileProblem.isPassing(new AccessDeniedException("a"))).isTrue();
    assertThat(FileProblem.isPassing(new IOException("No space left on device"))).isTrue();
    assertThat(FileProblem.isPassing(FileProblem.passing("no room", new IOException()))).isTrue();
    assertThat(FileProblem.isPassing(new FileProblem("it is not a file"))).isFalse();
    assertThat(FileProblem.isPassing(new MalformedInputException(1))).isFalse();
    assertThat(FileProblem.isPassing(new IllegalStateException())).isFalse();
  }

  @Test
  void refresh_badList_keepsTheLastGoodOne() throws IOException {
    file = directory.resolve("own.csv");
    write("203.0.113.0/24,before.test".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    book = open(AddressFile.CSV);
    write("203.0.113.0/24,after.test\nx,y".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    lookTwice();
    assertThat(domain()).isEqualTo("before.test");
    assertThat(log.list.getLast().getKeyValuePairs().toString())
        .contains("line 2: not a network")
        .doesNotContain("after");
    write("203.0.113.0/24,after.test\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    lookTwice();
    assertThat(domain()).isEqualTo("after.test");
  }

  @ParameterizedTest
  @ValueSource(strings = {"none.mmdb", ""})
  void open_noFile_isRefused(String name) {
    file = directory.resolve(name);
    assertThatThrownBy(() -> open(AddressFile.CITY))
        .isInstanceOf(AddressFileException.class)
        .hasMessage(file + (name.isEmpty() ? ": it is not a file" : ": there is no such file"));
  }

  @Test
  void find_whileFilesAreReplaced_givesOneOrTheOther() throws Exception {
    Set<String> seen = ConcurrentHashMap.newKeySet();
    AtomicBoolean done = new AtomicBoolean();
    List<Thread> readers =
        Stream.generate(() ->
                Thread.ofPlatform()
                    .start(() -> {
                      while (!done.get()) {
                        seen.add(domain());
                      }
                    }))
            .limit(3)
            .toList();
    for (int i = 0; i < 100; i++) {
      write(database(i % 2 == 0 ? "after.test" : "before.test"));
      lookTwice();
    }
    done.set(true);
    for (Thread reader : readers) {
      reader.join();
    }
    assertThat(seen).containsExactlyInAnyOrder("before.test", "after.test");
  }

  @Test
  void open_manyTimes_leavesNoCopyBehind() throws IOException {
    Set<Path> before = copies();
    open(AddressFile.COMPANY);
    write(new byte[100]);
    assertThatThrownBy(() -> open(AddressFile.COMPANY)).isInstanceOf(AddressFileException.class);
    assertThat(copies()).isEqualTo(before);
  }

  private static Set<Path> copies() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return Set.copyOf(
          files.filter(each -> each.getFileName().toString().endsWith(".mmdb")).toList());
    }
  }

  private static byte[] database(String domain) {
    return new MmdbWriter().with("203.0.113.0/24", Map.of("domain", domain)).bytes();
  }

  /** Over the file that is there; two writes may be nearer than the file system's clock tells. */
  private void write(byte[] bytes) throws IOException {
    Files.write(file, bytes);
    Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH.plusSeconds(++writes)));
  }

  private AddressBook open(AddressFile kind) {
    return new AddressBook(Map.of(kind, file), new DomainReader(), () -> now);
  }

  private void lookTwice() {
    book.refresh();
    book.refresh();
  }

  private String domain() {
    return book.find(ADDRESS).company().map(match -> match.domain().value()).orElse("");
  }

  private List<String> warnings() {
    return log.list.stream()
        .filter(event -> event.getLevel() == ch.qos.logback.classic.Level.WARN)
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }
}
