package dev.gumleaf.address;

import com.maxmind.db.Metadata;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The tree of a database, in which the bits of addresses lead to records: the way the reader goes,
 * to see where it would come out. Immutable.
 */
final class MmdbTree {
  /** Zeros between the tree and the records; pointers count from behind them. */
  static final int SEPARATOR_BYTES = 16;

  /** An IPv4 address is the end of one of the other version that has zeros before it. */
  private static final int IPV4_AT = 96;

  private static final int IPV6_BITS = 128;

  /** Nodes seen when looking for records: a tree can have many and nothing in them. */
  private static final int NODES_MAX = 1 << 18;

  /** A node, or what stands in the place of one, and the bits that lead there, all others zero. */
  private record Place(long node, BigInteger bits, int depth) {}

  private final MemorySegment bytes;
  private final long nodes;
  private final int recordBits;
  private final int addressBits;
  private final long ipv4Start;

  MmdbTree(MemorySegment bytes, Metadata metadata) {
    this.bytes = bytes;
    nodes = metadata.nodeCount();
    recordBits = metadata.recordSize();
    addressBits = metadata.ipVersion() == 4 ? Integer.SIZE : IPV6_BITS;
    ipv4Start = addressBits == IPV6_BITS ? walk(0, new byte[IPV4_AT / Byte.SIZE]) : 0;
  }

  /** The first byte behind the tree. */
  long end() {
    return nodes * (recordBits / 4);
  }

  /** Fails if the record of an address is too large to be read; there need not be one. */
  void requireSmallRecord(InetAddress address) throws FileProblem {
    byte[] digits = address.getAddress();
    long node = walk(digits.length == Integer.BYTES ? ipv4Start : 0, digits);
    if (node > nodes) {
      RecordSize.requireSmall(bytes, node - nodes + end(), end() + SEPARATOR_BYTES);
    }
  }

  private long walk(long from, byte[] digits) {
    long node = from;
    for (int i = 0; i < digits.length * Byte.SIZE && node < nodes; i++) {
      node = side(node, digits[i / Byte.SIZE] >> (7 - i % Byte.SIZE) & 1);
    }
    return node;
  }

  /** The first addresses of as many networks that have records. */
  List<InetAddress> listFirst(int most) throws IOException {
    List<InetAddress> found = new ArrayList<>();
    Deque<Place> open = new ArrayDeque<>(List.of(new Place(0, BigInteger.ZERO, 0)));
    for (int i = 0; i < NODES_MAX && found.size() < most && !open.isEmpty(); i++) {
      Place place = open.pop();
      if (place.node() > nodes) {
        found.add(address(place.bits()));
      } else if (place.node() < nodes && !isAlias(place)) {
        if (place.depth() == addressBits) {
          throw new FileProblem("its tree is deeper than addresses are long");
        }
        int depth = place.depth() + 1;
        BigInteger right = place.bits().setBit(addressBits - depth);
        open.push(new Place(side(place.node(), 1), right, depth));
        open.push(new Place(side(place.node(), 0), place.bits(), depth));
      }
    }
    return found;
  }

  /** Other ways to the IPv4 addresses, such as {@code ::ffff:0:0/96}. */
  private boolean isAlias(Place place) {
    return place.node() == ipv4Start && place.bits().signum() > 0;
  }

  /** An address of this tree from its number. */
  InetAddress address(BigInteger number) throws IOException {
    byte[] digits = number.toByteArray();
    byte[] address = new byte[addressBits / Byte.SIZE];
    int length = Math.min(digits.length, address.length);
    System.arraycopy(digits, digits.length - length, address, address.length - length, length);
    return InetAddress.getByAddress(address);
  }

  /** How many addresses the tree is for. */
  BigInteger size() {
    return BigInteger.ONE.shiftLeft(addressBits);
  }

  private long side(long node, int side) {
    long at = node * (recordBits / 4);
    return switch (recordBits) {
      case 24 -> number(0, at + side * 3L, 3);
      case 28 ->
          number(
              bytes.get(ValueLayout.JAVA_BYTE, at + 3) >> (4 - side * 4) & 0xf, at + side * 4L, 3);
      case 32 -> number(0, at + side * 4L, 4);
      default -> throw new IllegalArgumentException("records of " + recordBits + " bits");
    };
  }

  private long number(int first, long at, int length) {
    long number = first;
    for (int i = 0; i < length; i++) {
      number = number << Byte.SIZE | (bytes.get(ValueLayout.JAVA_BYTE, at + i) & 0xff);
    }
    return number;
  }
}
