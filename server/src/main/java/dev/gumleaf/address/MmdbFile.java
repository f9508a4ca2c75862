package dev.gumleaf.address;

import com.maxmind.db.InvalidDatabaseException;
import com.maxmind.db.Reader;
import com.maxmind.db.Reader.FileMode;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An open database in the MaxMind DB format, whatever its records hold. Thread-safe.
 *
 * <p>It is a copy of the operator's file, mapped to memory, that has lost its name already. Writing
 * over the file, or cutting it, would otherwise change what is read here, or end the process. The
 * system keeps the copy for as long as it is mapped, which is until the last look-up has let go of
 * it and the garbage collector has found out; so there is nothing to close.
 */
final class MmdbFile {
  private static final Logger LOG = LoggerFactory.getLogger(MmdbFile.class);

  /** More than any publisher's; a disk image named by mistake is not copied. */
  static final long BYTES_MAX = 8L << 30;

  private final Reader reader;
  private final MmdbTree tree;
  private final boolean isIpv4Only;
  private final AtomicBoolean damaged = new AtomicBoolean();

  /** Takes the file as it is, as reader and as bytes; {@link #open} looks at it first. */
  MmdbFile(Reader reader, MemorySegment bytes) {
    this.reader = reader;
    this.tree = new MmdbTree(bytes, reader.getMetadata());
    this.isIpv4Only = reader.getMetadata().ipVersion() == 4;
  }

  /**
   * Opens a database and looks at a part of it.
   *
   * @throws IOException if it cannot be read, or is no database or a damaged one
   */
  static MmdbFile open(Path file) throws IOException {
    FileProblem.requireFile(file, BYTES_MAX);
    Path copy = emptyCopy();
    try {
      try (OutputStream out = Files.newOutputStream(copy)) {
        Files.copy(file, out);
      }
      return opened(copy);
    } finally {
      Files.delete(copy);
    }
  }

  private static Path emptyCopy() throws FileProblem {
    try {
      return Files.createTempFile("gumleaf-", ".mmdb");
    } catch (IOException e) {
      throw FileProblem.passing("it cannot be copied to where temporary files are: " + e, e);
    }
  }

  /** Other exceptions than of a damaged file are those of a system that is short of something. */
  private static MmdbFile opened(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      MemorySegment bytes =
          channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
      MmdbProbe.lookAtMetadata(bytes);
      // Without a cache: it would keep thousands of records, and nobody knows how large they are.
      Reader reader = new Reader(file.toFile(), FileMode.MEMORY_MAPPED);
      MmdbFile opened = new MmdbFile(reader, bytes);
      MmdbProbe.look(opened, reader.getMetadata(), opened.tree, bytes);
      return opened;
    } catch (FileProblem
        | InvalidDatabaseException
        | CharacterCodingException
        | RuntimeException
        | StackOverflowError e) {
      // What the reader throws depends on which bytes are wrong: pointers in a circle end the
      // stack.
      throw new FileProblem("it is not a MaxMind DB file, or is damaged", e);
    }
  }

  /** The record of an address; empty if there is none. */
  Map<?, ?> find(InetAddress address) {
    if (isIpv4Only && address instanceof Inet6Address) {
      // The reader would take the first bits for an IPv4 address.
      return Map.of();
    }
    try {
      return read(address);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      // The probe cannot see all of a large file, and nothing known is a normal answer.
      if (damaged.compareAndSet(false, true)) {
        LOG.atWarn()
            .addKeyValue("event", "address_record_unreadable")
            .addKeyValue("database", reader.getMetadata().databaseType())
            .log("an address database has damaged records; their addresses count as unknown");
      }
      return Map.of();
    }
  }

  /**
   * The record of an address; empty if there is none.
   *
   * @throws IOException if it is damaged; the reader has other exceptions and errors, too
   */
  Map<?, ?> read(InetAddress address) throws IOException {
    tree.requireSmallRecord(address);
    Map<?, ?> found = reader.get(address, Map.class);
    return found == null ? Map.of() : found;
  }
}
