package io.schemeless.eventstore.local.gateway;

import io.schemeless.eventstore.functions.FixedContext;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// What a handler learns of its own call. Its log goes to standard error.
final class LambdaContext extends FixedContext {
  private final long deadlineNanos;

  /// @param time that the call may take
  LambdaContext(String requestId, String function, Duration time) {
    super(requestId, function);
    deadlineNanos = System.nanoTime() + time.toNanos();
  }

  @Override
  public int getRemainingTimeInMillis() {
    return (int) Math.max(0, TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime()));
  }

  @Override
  protected void log(String message) {
    System.err.println(message.strip());
  }
}
