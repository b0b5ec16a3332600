package io.schemeless.eventstore.projection.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A file that one process at a time replaces. A lock on a file beside it says who; the system
/// takes it from a process that ends, however it ends.
final class OwnedFile implements AutoCloseable {
  private final Path file;
  private final FileChannel lock;

  private OwnedFile(Path file, FileChannel lock) {
    this.file = file;
    this.lock = lock;
  }

  /// The file, or none if another one has it.
  static @Nullable OwnedFile own(Path file) throws IOException {
    Files.createDirectories(directoryOf(file));
    FileChannel channel =
        FileChannel.open(
            beside(file, ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return new OwnedFile(file, channel);
      }
    } catch (OverlappingFileLockException e) {
      // Somebody else in this process has it.
    }
    channel.close();
    return null;
  }

  /// What is in a file, or none if there is no such file.
  static byte @Nullable [] read(Path file) throws IOException {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  void replace(byte[] content) throws IOException {
    replace(file, content);
  }

  /// Whoever reads the file, also after a crash of the machine, finds the old content or the new.
  static void replace(Path file, byte[] content) throws IOException {
    try {
      Path directory = directoryOf(file);
      Files.createDirectories(directory);
      Path next = beside(file, ".new");
      try (FileChannel channel =
          FileChannel.open(
              next,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      sync(directory);
    } catch (IOException e) {
      throw new DiskFailure(e);
    }
  }

  /// The name is on the disk once the directory is. Systems that open no directories keep it
  /// anyway.
  private static void sync(Path directory) throws IOException {
    if (!System.getProperty("os.name", "").startsWith("Windows")) {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private static Path directoryOf(Path file) {
    return Objects.requireNonNull(file.toAbsolutePath().getParent());
  }

  private static Path beside(Path file, String ending) {
    return file.resolveSibling(file.getFileName() + ending);
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      // The lock went with the descriptor.
    }
  }

  /// The file could not be replaced.
  static final class DiskFailure extends IOException {
    private static final long serialVersionUID = 1L;

    DiskFailure(IOException cause) {
      super("the projection's file cannot be written: " + cause.getMessage(), cause);
    }
  }
}
