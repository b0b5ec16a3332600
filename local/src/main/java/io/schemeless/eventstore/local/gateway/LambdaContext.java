package io.schemeless.eventstore.local.gateway;

import io.schemeless.eventstore.functions.FixedContext;
import java.util.concurrent.TimeUnit;

/// What a handler learns of its own call. Its log goes to standard error.
final class LambdaContext extends FixedContext {
  private final long deadlineNanos = System.nanoTime() + LambdaLimits.TIME.toNanos();

  LambdaContext(String requestId, String function) {
    super(requestId, function);
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
