package io.schemeless.eventstore.local.emulator;

import io.schemeless.eventstore.local.UserError;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// The directory where a local store keeps its data, held by one process at a time.
final class DataDirectory implements AutoCloseable {
  private final Path path;
  private final FileChannel lock;

  private DataDirectory(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /// Creates it where it is missing, and holds it until it is closed or the process ends.
  ///
  /// @throws UserError if it cannot be written to, or another process holds it
  static DataDirectory open(Path directory) {
    Path path = directory.toAbsolutePath().normalize();
    try {
      Files.createDirectories(path);
      FileChannel channel =
          FileChannel.open(
              path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(channel) == null) {
        channel.close();
        throw new UserError(
            "the data directory " + path + " is in use by another process; stop it first");
      }
      DataDirectory opened = new DataDirectory(path, channel);
      Files.createDirectories(opened.dynamoDb());
      Files.createDirectories(opened.s3());
      return opened;
    } catch (IOException e) {
      throw new UserError(
          "the data directory " + path + " cannot be written to (" + reason(e) + ")", e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static String reason(IOException e) {
    return switch (e) {
      case java.nio.file.AccessDeniedException denied -> "access denied";
      case java.nio.file.FileAlreadyExistsException exists -> "it is a file";
      default -> e.getClass().getSimpleName();
    };
  }

  Path dynamoDb() {
    return path.resolve("dynamodb");
  }

  Path s3() {
    return path.resolve("s3");
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new IllegalStateException("the lock of " + path + " cannot be given back", e);
    }
  }
}
