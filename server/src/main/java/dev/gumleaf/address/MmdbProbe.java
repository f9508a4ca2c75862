package dev.gumleaf.address;

import com.maxmind.db.InvalidNetworkException;
import com.maxmind.db.Metadata;
import com.maxmind.db.Networks;
import com.maxmind.db.Reader;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Looks at enough of a database to tell whether it is whole: all of a small one, and of a large one
 * its beginning and as many places spread over it. The format has no checksum.
 */
final class MmdbProbe {
  /** Records at the beginning, and then addresses all over; together less than a second. */
  private static final int LOOKS_MAX = 4_096;

  private static final int FORMAT = 2;

  /** Zeros between the tree and the records. */
  private static final int SEPARATOR_BYTES = 16;

  private MmdbProbe() {}

  /**
   * Reads a part of a database.
   *
   * @throws IOException if something is wrong; the reader has other exceptions and errors, too
   */
  static void look(Reader reader, Path file) throws IOException, InvalidNetworkException {
    Metadata metadata = reader.getMetadata();
    if (metadata.binaryFormatMajorVersion() != FORMAT || !hasSeparator(metadata, file)) {
      throw new FileProblem("what the end of the file says of its beginning is not so");
    }
    Networks<?> networks = reader.networks(Map.class);
    for (int i = 0; i < LOOKS_MAX && networks.hasNext(); i++) {
      networks.next();
    }
    for (int i = 0; i < LOOKS_MAX; i++) {
      reader.get(spread(i, metadata.ipVersion() == 4 ? 4 : 16), Map.class);
    }
  }

  private static boolean hasSeparator(Metadata metadata, Path file) throws IOException {
    ByteBuffer separator = ByteBuffer.allocate(SEPARATOR_BYTES);
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      channel.position(metadata.nodeCount() * (metadata.recordSize() / 4));
      while (separator.hasRemaining() && channel.read(separator) > 0) {
        // A read may give less than there is.
      }
    }
    return !separator.hasRemaining()
        && separator.flip().equals(ByteBuffer.allocate(SEPARATOR_BYTES));
  }

  /** One of as many addresses that are equally far from each other. */
  private static InetAddress spread(int i, int bytes) throws IOException {
    BigInteger all = BigInteger.ONE.shiftLeft(bytes * Byte.SIZE);
    byte[] digits =
        all.multiply(BigInteger.valueOf(i)).divide(BigInteger.valueOf(LOOKS_MAX)).toByteArray();
    byte[] address = new byte[bytes];
    int length = Math.min(digits.length, bytes);
    System.arraycopy(digits, digits.length - length, address, bytes - length, length);
    return InetAddress.getByAddress(address);
  }
}
