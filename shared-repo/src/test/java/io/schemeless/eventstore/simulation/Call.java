package io.schemeless.eventstore.simulation;

import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.AppendResult;
import io.schemeless.eventstore.store.ContinuationToken;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.EventPage;
import io.schemeless.eventstore.store.EventQuery;
import io.schemeless.eventstore.store.StreamId;
import io.schemeless.eventstore.store.StreamPage;
import io.schemeless.eventstore.store.StreamQuery;
import io.schemeless.eventstore.verify.Finding;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One call to the store, from its first request to its last.
///
/// @param maker the process and the number of its call
/// @param before what was true at its first request; none if it made none
/// @param after what was true after its last request; none if the process died in it
record Call(
    CommittedTruth.Append maker,
    Question question,
    @Nullable CommittedTruth before,
    @Nullable Answer answer,
    @Nullable CommittedTruth after) {

  /// What was asked.
  sealed interface Question {
    record Append(AppendRequest request) implements Question {}

    record Read(StreamQuery query) implements Question {}

    record Version(StreamId stream) implements Question {}

    /// All pages to the end, each from the token of the one before.
    record Replay(int pageSize) implements Question {}

    record Streams() implements Question {}

    /// One page of what a query wants.
    record Query(EventQuery query, @Nullable ContinuationToken after) implements Question {}

    record Chain(String id) implements Question {}

    /// @param source of an event that both name, or whose id names it alone; none for the latter
    record Find(String id, @Nullable String source) implements Question {}

    record Reset() implements Question {}

    record Purge() implements Question {}

    record Repair() implements Question {}

    /// What the store's keepers do.
    record Work(String what) implements Question {}
  }

  /// What was answered.
  sealed interface Answer {
    record Appended(AppendResult result) implements Answer {}

    record Page(StreamPage page) implements Answer {}

    record Version(long version) implements Answer {}

    record Log(List<Event> events, EventPage last) implements Answer {}

    record Streams(List<StreamId> streams) implements Answer {}

    record Found(Optional<Event> event) implements Answer {}

    record Done() implements Answer {}

    /// @param found what is left
    record Repaired(List<Finding> found) implements Answer {}

    record Failed(RuntimeException failure) implements Answer {
      @Override
      public boolean equals(@Nullable Object other) {
        return other instanceof Failed failed
            && failed.failure.getClass() == failure.getClass()
            && String.valueOf(failed.failure.getMessage()).equals(failure.getMessage());
      }

      @Override
      public int hashCode() {
        return failure.getClass().hashCode();
      }
    }
  }
}
