package dev.gumleaf.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Appends a group to a bare file and calls fdatasync: the least a durable log can do. */
final class FileTarget implements GroupWriter.Target {
  private static final int BUFFER_BYTES = 8 << 20;

  private final FileChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);

  FileTarget(Path file) throws IOException {
    this.channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  @Override
  public void write(List<byte[]> bodies) throws IOException {
    buffer.clear();
    for (byte[] body : bodies) {
      buffer.putInt(body.length).put(body);
    }
    buffer.flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    channel.force(false);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
