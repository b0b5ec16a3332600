package io.schemeless.eventstore.local;

/// What the user asked for is not there.
public final class NothingFound extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NothingFound(String message) {
    super(message);
  }
}
