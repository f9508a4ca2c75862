package dev.gumleaf.app;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The one directory that holds everything of an embedded server. */
record DataDirectory(Path path) {
  /** Its files hold what customers sent: nobody but the server's user may read them. */
  private static final FileAttribute<?> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private static final FileAttribute<?> PRIVATE_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  /** Behind the process id, which others may read while the byte is locked. */
  private static final long LOCKED_BYTE = 1024;

  Path stateFile() {
    return path.resolve("state.db");
  }

  Path journalFile() {
    return path.resolve("journal.db");
  }

  private Path lockFile() {
    return path.resolve("gumleaf.lock");
  }

  /** Creates the directory if need be and sees that files can be made in it. */
  void prepare() {
    try {
      create();
      Files.delete(Files.createTempFile(path, "probe", null));
    } catch (IOException unusable) {
      throw new CommandFailure(
          "cannot write to the data directory "
              + shown()
              + ": "
              + unusable
              + "\nchoose another with --data, or give this user the right to write there");
    }
  }

  /**
   * Makes the files of state and journal if they are not there, readable by nobody else wherever
   * the directory came from. The store makes its other files as accessible as these.
   */
  void createFiles() {
    try {
      createPrivate(stateFile());
      createPrivate(journalFile());
    } catch (IOException unusable) {
      throw new CommandFailure("cannot create the files in " + shown() + ": " + unusable);
    }
  }

  /** Makes an empty file that nobody else may read, if it is not there. */
  void createPrivate(Path file) throws IOException {
    if (isPosix() && !Files.exists(file)) {
      Files.createFile(file, PRIVATE_FILE);
    }
  }

  private boolean isPosix() {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private void create() throws IOException {
    if (Files.isDirectory(path)) {
      return;
    }
    Path parent = path.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Files.createDirectory(
        path, isPosix() ? new FileAttribute<?>[] {PRIVATE} : new FileAttribute<?>[0]);
  }

  /** Takes the directory for this process until the lock is closed or the process ends. */
  Lock lock() {
    try {
      FileChannel channel = openLock();
      try {
        FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
        if (lock != null) {
          channel.truncate(0);
          channel.write(StandardCharsets.US_ASCII.encode(ProcessHandle.current().pid() + "\n"), 0);
          return () -> release(channel);
        }
      } catch (OverlappingFileLockException inThisProcess) {
        // Falls through to the message: a second server in one process is no better.
      }
      channel.close();
      throw new CommandFailure(
          "the data directory "
              + shown()
              + " is in use by another server (process "
              + holder()
              + ")\nstop that one, or choose another directory with --data");
    } catch (IOException unusable) {
      throw new CommandFailure("cannot lock the data directory " + shown() + ": " + unusable);
    }
  }

  private void release(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException failed) {
      throw new CommandFailure("cannot release the data directory " + shown() + ": " + failed);
    }
  }

  /** Whether a running server holds the lock; takes nothing. */
  boolean isLocked() throws IOException {
    if (!Files.exists(lockFile())) {
      return false;
    }
    try (FileChannel channel = openLock();
        @Nullable FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false)) {
      return lock == null;
    } catch (OverlappingFileLockException inThisProcess) {
      return true;
    }
  }

  private FileChannel openLock() throws IOException {
    return FileChannel.open(
        lockFile(), Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE));
  }

  private String holder() throws IOException {
    return Files.readString(lockFile()).strip();
  }

  String shown() {
    return path.toAbsolutePath().normalize().toString();
  }

  /** The directory is ours until this is closed. */
  @FunctionalInterface
  interface Lock extends AutoCloseable {
    @Override
    void close();
  }
}
