package io.schemeless.eventstore.store;

import java.util.List;

/// Appends events, all or none, under the versions that the caller expects.
public interface AppendEvents {

  /// @throws StoreException.VersionConflict if a stream is not at the version expected of it
  /// @throws StoreException.ConditionFailed if an event that the condition rules out is there
  /// @throws StoreException.DuplicateEvent if an event's id is taken
  /// @throws StoreException.IdempotencyMismatch if the key was used for another request
  /// @throws StoreException.InvalidRequest if the request is out of bounds; nothing was written
  /// @throws StoreException.OutcomeUnknown if the store cannot tell whether it was appended; the
  ///   same request with an idempotency key (or with ids on all events) can be repeated safely
  AppendResult append(AppendRequest request);

  /// Makes several appends, each for itself: one that is refused does not touch the others. They
  /// are written together where they can be, in the given order, which is faster and costs less.
  ///
  /// @return the outcome of each, in the order of the requests
  default List<AppendOutcome> appendAll(List<AppendRequest> requests) {
    return requests.stream().map(this::outcome).toList();
  }

  private AppendOutcome outcome(AppendRequest request) {
    try {
      return new AppendOutcome.Appended(append(request));
    } catch (StoreException e) {
      return new AppendOutcome.Failed(e);
    }
  }

  /// Appends to one stream. All events must name it.
  default AppendResult append(StreamId stream, ExpectedVersion expected, List<NewEvent> events) {
    return append(AppendRequest.of(events).expecting(stream, expected));
  }
}
