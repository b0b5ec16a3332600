package io.schemeless.eventstore.local.gateway;

import java.util.concurrent.Semaphore;

/// Memory for requests under way. Lambda gives each a sandbox of its own; here they share one heap,
/// so those that need much of it wait for one another, in turn.
final class Room {
  private static final int KILOBYTE = 1024;

  private final int size;
  private final Semaphore free;

  /// @param bytes for all requests together
  Room(long bytes) {
    size = (int) Math.max(1, bytes / KILOBYTE);
    free = new Semaphore(size, true);
  }

  /// Waits for its share; one that asks for more than there is gets it all.
  ///
  /// @param bytes that one request may need
  Share enter(long bytes) {
    int share = (int) Math.clamp(bytes / KILOBYTE, 1, size);
    free.acquireUninterruptibly(share);
    return () -> free.release(share);
  }

  /// A share, given back by closing it.
  interface Share extends AutoCloseable {
    @Override
    void close();
  }
}
