package io.schemeless.eventstore.bench.task;

/// What a driver is asked to do, as one line of JSON. The drivers of all subjects obey the same.
///
/// @param kind what to do
/// @param store names a store of the subject's; it is made where it is missing
/// @param events a file of new events, one JSON object a line, which are taken in turn
/// @param first the first of them
/// @param prefix of the identifiers of all streams, so that no two runs share one
/// @param choice which stream an append goes to
/// @param streams how many there are to choose from
/// @param writers how many at once
/// @param batch events an append
/// @param count appends, reads or replays in all
/// @param millis no new one is begun after so long
/// @param page events a page of a replay
public record Task(
    Kind kind,
    String store,
    String events,
    int first,
    String prefix,
    Choice choice,
    int streams,
    int writers,
    int batch,
    int count,
    long millis,
    int page) {

  /// What to do.
  public enum Kind {
    APPEND,
    /// Append events with a tag of their own.
    TAGGED,
    /// The same under the condition that no event has it.
    UNIQUE,
    /// Read a whole stream; `batch` events were appended to it singly before.
    READ,
    /// Replay the whole store from its start.
    REPLAY,
    /// Append now and then while a reader waits; the latency is from the call to the event shown.
    TAIL
  }

  /// Which stream an append goes to. The streams of all but `NEW` and `LOG` have an event before
  /// the clock starts.
  public enum Choice {
    /// A new one each.
    NEW,
    /// The writer's own, where there are as many as writers.
    WRITER,
    /// One after the other.
    NUMBER,
    /// Each event to a different one, at random.
    SOME,
    /// That which the event names.
    LOG
  }

  private static final long LEAST_PATIENCE = 10_000;
  private static final long MOST_PATIENCE = 60_000;
  private static final int ROUNDS_OF_PATIENCE = 25;

  /// How long a caller repeats what was refused: the longer, the longer the round.
  public long patienceMillis() {
    long rounds = ROUNDS_OF_PATIENCE * Math.min(millis, MOST_PATIENCE);
    return Math.clamp(rounds, LEAST_PATIENCE, MOST_PATIENCE);
  }

  public Task of(Kind otherKind) {
    return new Task(
        otherKind, store, events, first, prefix, choice, streams, writers, batch, count, millis,
        page);
  }

  public Task in(String otherStore) {
    return new Task(
        kind,
        otherStore,
        events,
        first,
        prefix,
        choice,
        streams,
        writers,
        batch,
        count,
        millis,
        page);
  }

  public Task named(String otherPrefix, int firstEvent) {
    return new Task(
        kind,
        store,
        events,
        firstEvent,
        otherPrefix,
        choice,
        streams,
        writers,
        batch,
        count,
        millis,
        page);
  }

  public Task limitedTo(int things, long time) {
    return new Task(
        kind, store, events, first, prefix, choice, streams, writers, batch, things, time, page);
  }

  public Task from(String file) {
    return new Task(
        kind, store, file, first, prefix, choice, streams, writers, batch, count, millis, page);
  }
}
