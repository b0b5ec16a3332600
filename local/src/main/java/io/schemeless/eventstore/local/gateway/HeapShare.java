package io.schemeless.eventstore.local.gateway;

import java.util.concurrent.Semaphore;

/// A part of the heap for requests under way. Lambda gives each a sandbox of its own; here they
/// share one heap, so those that need much of it wait for one another, in turn.
final class HeapShare {
  private static final int KILOBYTE = 1024;

  private final int size;
  private final Semaphore free;

  /// @param bytes for all requests together
  HeapShare(long bytes) {
    size = (int) Math.max(1, bytes / KILOBYTE);
    free = new Semaphore(size, true);
  }

  /// Waits for its part of the share; one that asks for more than there is gets it all.
  ///
  /// @param bytes that one request may need
  Lease enter(long bytes) {
    int part = (int) Math.clamp(bytes / KILOBYTE, 1, size);
    free.acquireUninterruptibly(part);
    return () -> free.release(part);
  }

  /// What one request holds of it, given back by closing it.
  interface Lease extends AutoCloseable {
    @Override
    void close();
  }
}
