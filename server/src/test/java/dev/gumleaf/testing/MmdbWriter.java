package dev.gumleaf.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes databases in the MaxMind DB format, version 2.0 (maxmind.github.io/MaxMind-DB): a binary
 * tree of address bits, the records, and the metadata behind a marker.
 */
public final class MmdbWriter {
  private static final byte[] MARKER =
      "\u00ab\u00cd\u00efMaxMind.com".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
  private static final byte[] SEPARATOR = new byte[16];
  private static final int IPV4_AT = 96;

  /** A node of the tree; each side is a node, the place of a record in the data, or nothing. */
  private static final class Node {
    private final @Nullable Object[] sides = new Object[2];
    private int number;
  }

  private final int ipVersion;
  private final int recordBits;
  private final Node root = new Node();
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();

  /**
   * An empty database.
   *
   * @param ipVersion 4, or 6 for a tree that holds both
   * @param recordBits 24, 28 or 32
   */
  public MmdbWriter(int ipVersion, int recordBits) {
    this.ipVersion = ipVersion;
    this.recordBits = recordBits;
  }

  /** A database of both versions. */
  public MmdbWriter() {
    this(6, 28);
  }

  /** Adds a network with its record; larger networks go first. */
  public MmdbWriter with(String cidr, Map<String, ?> record) {
    int slash = cidr.indexOf('/');
    byte[] address = InetAddress.ofLiteral(cidr.substring(0, slash)).getAddress();
    int bits = Integer.parseInt(cidr.substring(slash + 1));
    int place = data.size();
    write(data, record);
    if (address.length == 4 && ipVersion == 6) {
      byte[] six = ByteBuffer.allocate(16).put(12, address).array();
      insert(six, IPV4_AT + bits, place);
    } else {
      insert(address, bits, place);
    }
    return this;
  }

  private void insert(byte[] address, int bits, Integer place) {
    Node node = root;
    for (int i = 0; i < bits - 1; i++) {
      Object next = node.sides[bit(address, i)];
      if (!(next instanceof Node)) {
        Node split = new Node();
        split.sides[0] = next;
        split.sides[1] = next;
        node.sides[bit(address, i)] = split;
        next = split;
      }
      node = (Node) next;
    }
    node.sides[bit(address, bits - 1)] = place;
  }

  private static int bit(byte[] address, int i) {
    return (address[i / 8] >> (7 - i % 8)) & 1;
  }

  public byte[] bytes() {
    List<Node> nodes = new ArrayList<>();
    number(root, nodes);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Node node : nodes) {
      writeNode(out, value(node.sides[0], nodes.size()), value(node.sides[1], nodes.size()));
    }
    out.writeBytes(SEPARATOR);
    out.writeBytes(data.toByteArray());
    out.writeBytes(MARKER);
    write(out, metadata(nodes.size()));
    return out.toByteArray();
  }

  public Path writeTo(Path file) {
    try {
      return Files.write(file, bytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, Object> metadata(int nodes) {
    Map<String, Object> metadata = new TreeMap<>();
    metadata.put("binary_format_major_version", 2);
    metadata.put("binary_format_minor_version", 0);
    metadata.put("build_epoch", 1_767_225_600L);
    metadata.put("database_type", "Gumleaf-Test");
    metadata.put("description", Map.of("en", "made by a test"));
    metadata.put("ip_version", ipVersion);
    metadata.put("languages", List.of("en"));
    metadata.put("node_count", (long) nodes);
    metadata.put("record_size", recordBits);
    return metadata;
  }

  private static void number(Node node, List<Node> nodes) {
    node.number = nodes.size();
    nodes.add(node);
    for (Object side : node.sides) {
      if (side instanceof Node inner) {
        number(inner, nodes);
      }
    }
  }

  private static long value(@Nullable Object side, int nodes) {
    return switch (side) {
      case Node node -> node.number;
      case Integer place -> (long) nodes + SEPARATOR.length + place;
      case null, default -> nodes;
    };
  }

  private void writeNode(ByteArrayOutputStream out, long left, long right) {
    if (recordBits == 28) {
      writeBytes(out, left, 3);
      out.write((int) (((left >> 24) << 4) | (right >> 24)));
      writeBytes(out, right, 3);
    } else {
      writeBytes(out, left, recordBits / 8);
      writeBytes(out, right, recordBits / 8);
    }
  }

  private static void writeBytes(ByteArrayOutputStream out, long value, int bytes) {
    for (int i = bytes - 1; i >= 0; i--) {
      out.write((int) (value >> (i * 8)));
    }
  }

  private static void write(ByteArrayOutputStream out, Object value) {
    switch (value) {
      case String text -> {
        byte[] bytes = text.getBytes(UTF_8);
        writeType(out, 2, bytes.length);
        out.writeBytes(bytes);
      }
      case Double number -> {
        writeType(out, 3, Double.BYTES);
        out.writeBytes(ByteBuffer.allocate(Double.BYTES).putDouble(number).array());
      }
      case Integer number -> writeNumber(out, 5, number, Short.BYTES);
      case Long number -> writeNumber(out, 6, number, Integer.BYTES);
      case Map<?, ?> map -> {
        writeType(out, 7, map.size());
        map.forEach((key, inner) -> {
          write(out, key);
          write(out, inner);
        });
      }
      case List<?> list -> {
        writeType(out, 11, list.size());
        list.forEach(inner -> write(out, inner));
      }
      case Boolean flag -> writeType(out, 14, flag ? 1 : 0);
      default -> throw new IllegalArgumentException("no type of the format: " + value.getClass());
    }
  }

  private static void writeNumber(ByteArrayOutputStream out, int type, long number, int bytes) {
    writeType(out, type, bytes);
    writeBytes(out, number, bytes);
  }

  /** The control byte, and what does not fit into it. */
  private static void writeType(ByteArrayOutputStream out, int type, int size) {
    int sizeBytes = size < 29 ? 0 : size < 285 ? 1 : size < 65_821 ? 2 : 3;
    int inControl = sizeBytes == 0 ? size : 28 + sizeBytes;
    out.write((type > 7 ? 0 : (type << 5)) | inControl);
    if (type > 7) {
      out.write(type - 7);
    }
    int beyond = size - new int[] {size, 29, 285, 65_821}[sizeBytes];
    writeBytes(out, beyond, sizeBytes);
  }
}
