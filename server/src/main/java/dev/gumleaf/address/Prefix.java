package dev.gumleaf.address;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * The first bits of an IPv6 address, the others being zero. IPv4 takes its place in {@code
 * ::ffff:0:0/96}, where no IPv6 address is: Java reads those as IPv4.
 */
record Prefix(long high, long low, int bits) {
  static final int BITS_MAX = 128;

  /** The bits in front of an IPv4 address. */
  static final int IPV4_AT = 96;

  private static final long IPV4_MARK = 0xffffL << 32;

  /** The first bits of an address, counted with {@link #IPV4_AT}. */
  static Prefix of(InetAddress address, int bits) {
    ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
    return address instanceof Inet4Address
        ? masked(0, IPV4_MARK | Integer.toUnsignedLong(bytes.getInt()), bits)
        : masked(bytes.getLong(), bytes.getLong(), bits);
  }

  /** Whether all other bits of the address are zero. */
  boolean beginsAt(InetAddress address) {
    Prefix whole = of(address, BITS_MAX);
    return whole.high == high && whole.low == low;
  }

  private static Prefix masked(long high, long low, int bits) {
    return new Prefix(high & mask(bits), low & mask(bits - Long.SIZE), bits);
  }

  /** A word whose first bits are set; a shift by 64 would do nothing. */
  private static long mask(int bits) {
    return bits <= 0 ? 0 : bits >= Long.SIZE ? -1L : -1L << (Long.SIZE - bits);
  }
}
