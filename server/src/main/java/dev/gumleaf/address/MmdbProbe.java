package dev.gumleaf.address;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.maxmind.db.Metadata;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.net.InetAddress;

/**
 * Looks at enough of a database to tell whether it is whole: all of a small one, and of a large one
 * its beginning and as many places spread over it. The format has no checksum.
 */
final class MmdbProbe {
  /** Records at the beginning, and then addresses all over; together less than a second. */
  private static final int LOOKS_MAX = 4_096;

  private static final int FORMAT = 2;

  /** The format's, with the marker in front. */
  private static final long METADATA_BYTES_MAX = 128 << 10;

  private static final MemorySegment MARKER =
      MemorySegment.ofArray("\u00ab\u00cd\u00efMaxMind.com".getBytes(ISO_8859_1)).asReadOnly();

  private MmdbProbe() {}

  /** Looks at what the reader reads when it is made. */
  static void lookAtMetadata(MemorySegment bytes) throws FileProblem {
    long length = MARKER.byteSize();
    long first = Math.max(0, bytes.byteSize() - METADATA_BYTES_MAX);
    for (long at = bytes.byteSize() - length; at >= first; at--) {
      if (bytes.asSlice(at, length).mismatch(MARKER) < 0) {
        RecordSize.requireSmall(bytes, at + length, at + length);
        return;
      }
    }
    throw new FileProblem("it does not end as such files do");
  }

  /**
   * Reads a part of a database.
   *
   * @throws IOException if something is wrong; the reader has other exceptions and errors, too
   */
  static void look(MmdbFile file, Metadata metadata, MmdbTree tree, MemorySegment bytes)
      throws IOException {
    boolean isKnown =
        metadata.binaryFormatMajorVersion() == FORMAT
            && (metadata.ipVersion() == 4 || metadata.ipVersion() == 6);
    if (!isKnown || !hasSeparator(tree, bytes)) {
      throw new FileProblem("what the end of the file says of its beginning is not so");
    }
    for (InetAddress address : tree.listFirst(LOOKS_MAX)) {
      file.read(address);
    }
    // As many addresses that are equally far from each other.
    for (int i = 0; i < LOOKS_MAX; i++) {
      BigInteger number =
          tree.size().multiply(BigInteger.valueOf(i)).divide(BigInteger.valueOf(LOOKS_MAX));
      file.read(tree.address(number));
    }
  }

  private static boolean hasSeparator(MmdbTree tree, MemorySegment bytes) {
    int length = MmdbTree.SEPARATOR_BYTES;
    return bytes.asSlice(tree.end(), length).mismatch(MemorySegment.ofArray(new byte[length])) < 0;
  }
}
