package io.schemeless.eventstore.functions.priming;

import io.schemeless.eventstore.functions.FixedContext;

/// The context of a sample request; what is logged is lost.
final class SampleContext extends FixedContext {
  private static final String NAME = "priming";
  private static final int MILLIS = 10_000;

  SampleContext() {
    super(NAME, NAME);
  }

  @Override
  public int getRemainingTimeInMillis() {
    return MILLIS;
  }

  @Override
  protected void log(String message) {}
}
