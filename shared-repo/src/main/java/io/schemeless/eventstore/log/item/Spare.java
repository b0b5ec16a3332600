package io.schemeless.eventstore.log.item;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// A few things that are costly to make, lent to one user at a time.
final class Spare<T> {
  private static final int MOST = 16;

  private final ArrayBlockingQueue<T> idle = new ArrayBlockingQueue<>(MOST);
  private final Supplier<T> maker;
  private final Consumer<T> end;

  Spare(Supplier<T> maker, Consumer<T> end) {
    this.maker = maker;
    this.end = end;
  }

  <R> R with(Function<T, R> use) {
    T taken = idle.poll();
    T lent = taken != null ? taken : maker.get();
    boolean whole = false;
    try {
      R result = use.apply(lent);
      whole = true;
      return result;
    } finally {
      if (!whole || !idle.offer(lent)) {
        end.accept(lent);
      }
    }
  }
}
