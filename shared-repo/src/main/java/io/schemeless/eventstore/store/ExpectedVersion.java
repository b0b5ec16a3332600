package io.schemeless.eventstore.store;

/// What an append expects of a stream: anything, or exactly one version (0 is a stream with no
/// event).
public sealed interface ExpectedVersion {

  /// The stream may be at any version.
  static ExpectedVersion any() {
    return new Any();
  }

  /// The stream has no event yet.
  static ExpectedVersion noStream() {
    return new Exactly(0);
  }

  /// The stream's newest event has this sequence; 0 is a stream with no event.
  ///
  /// @throws IllegalArgumentException if `version` is below 0
  static ExpectedVersion exactly(long version) {
    return new Exactly(version);
  }

  record Any() implements ExpectedVersion {}

  record Exactly(long version) implements ExpectedVersion {
    public Exactly {
      if (version < 0) {
        throw new IllegalArgumentException("an expected version is 0 or more");
      }
    }
  }
}
