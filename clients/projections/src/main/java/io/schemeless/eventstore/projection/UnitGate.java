package io.schemeless.eventstore.projection;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;

/// Lets one unit of work through at a time, and none once it is shut. A thread within is never
/// interrupted: an interrupt would close files and connections under it.
final class UnitGate {
  private final ReentrantLock lock = new ReentrantLock();
  private boolean shut;

  /// @throws CancellationException if the gate is shut
  <R> R pass(Callable<R> unit) throws Exception {
    lock.lock();
    try {
      if (shut) {
        throw new CancellationException("the projection was closed");
      }
      return unit.call();
    } finally {
      lock.unlock();
    }
  }

  /// As [#pass], for one who acts by hand: what goes wrong is a [ProjectionException].
  <R> R passOrBreak(ProjectionId id, Callable<R> unit) {
    try {
      return pass(unit);
    } catch (ProjectionException e) {
      throw e;
    } catch (Exception e) {
      throw new ProjectionException.Broken(id, e);
    }
  }

  /// Lets nobody through any more, and interrupts the thread where it waits for something else.
  void shut(Thread waiting) {
    lock.lock();
    try {
      shut = true;
      waiting.interrupt();
    } finally {
      lock.unlock();
    }
  }

  boolean isShut() {
    lock.lock();
    try {
      return shut;
    } finally {
      lock.unlock();
    }
  }
}
