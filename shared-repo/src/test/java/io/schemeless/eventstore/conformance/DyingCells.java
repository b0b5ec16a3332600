package io.schemeless.eventstore.conformance;

import io.schemeless.eventstore.port.Cells;
import java.util.concurrent.atomic.AtomicInteger;

/// A process that dies: after so many calls, none gets through.
public final class DyingCells extends InterceptedCells {
  public DyingCells(Cells cells, int calls) {
    this(cells, new AtomicInteger(calls));
  }

  private DyingCells(Cells cells, AtomicInteger calls) {
    super(
        cells,
        () -> {
          if (calls.getAndDecrement() <= 0) {
            throw new Death();
          }
        });
  }

  /// Nothing of the process runs on after it.
  public static final class Death extends Error {
    private static final long serialVersionUID = 1L;
  }
}
