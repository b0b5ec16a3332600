package io.schemeless.eventstore.bench.driver;

import io.schemeless.eventstore.port.Usage;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StreamId;
import java.util.List;

/// A store as a driver works on it.
interface Subject extends AutoCloseable {

  /// @throws io.schemeless.eventstore.store.StoreException as the store does
  void append(List<NewEvent> events);

  /// Appends events with one tag unless there are some.
  ///
  /// @throws UnsupportedOperationException where the subject has no conditions, as with all that
  ///   follow: the table then says that it cannot
  default void appendUnique(List<NewEvent> events, String tag) {
    throw new UnsupportedOperationException();
  }

  /// Reads a whole stream; returns how many events it has.
  default int read(StreamId stream) {
    throw new UnsupportedOperationException();
  }

  /// From the start of the store.
  default Pages replay(int page) {
    throw new UnsupportedOperationException();
  }

  /// From the end of the store.
  default Waiting tail() {
    throw new UnsupportedOperationException();
  }

  Usage usage();

  /// Time spent below the ports so far, where that is watched.
  default long portNanos() {
    return 0;
  }

  @Override
  void close();

  /// The pages of a replay.
  interface Pages {
    /// How many events the next page has; less than 0 at the end.
    int next();
  }

  /// A reader at the end.
  interface Waiting {
    /// The types of events that came since; may be none.
    List<String> next();
  }
}
