package io.schemeless.eventstore.store;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// What an append expects of the version that a stream has at the moment of the append: anything,
/// exactly one version (0 is a stream with no event), or any but some.
public sealed interface ExpectedVersion {

  /// Whether an append to a stream at this version is what was expected.
  boolean admits(long version);

  /// The stream may be at any version.
  static ExpectedVersion any() {
    return new Any();
  }

  /// The stream has no event yet.
  static ExpectedVersion noStream() {
    return new Exactly(0);
  }

  /// The stream has an event, at whatever version it is.
  static ExpectedVersion someStream() {
    return noneOf(List.of(0L));
  }

  /// The stream's newest event has this sequence; 0 is a stream with no event.
  ///
  /// @throws IllegalArgumentException if `version` is below 0
  static ExpectedVersion exactly(long version) {
    return new Exactly(version);
  }

  /// The stream is at none of these versions.
  static ExpectedVersion noneOf(Collection<Long> versions) {
    return new NoneOf(new TreeSet<>(versions));
  }

  record Any() implements ExpectedVersion {
    @Override
    public boolean admits(long version) {
      return true;
    }
  }

  record Exactly(long version) implements ExpectedVersion {
    public Exactly {
      if (version < 0) {
        throw new IllegalArgumentException("an expected version is 0 or more");
      }
    }

    @Override
    public boolean admits(long actual) {
      return actual == version;
    }
  }

  /// @param versions in order: what an append expects is part of what an idempotency key stands for
  record NoneOf(SortedSet<Long> versions) implements ExpectedVersion {
    public NoneOf {
      versions = Collections.unmodifiableSortedSet(new TreeSet<>(versions));
    }

    @Override
    public boolean admits(long version) {
      return !versions.contains(version);
    }
  }
}
