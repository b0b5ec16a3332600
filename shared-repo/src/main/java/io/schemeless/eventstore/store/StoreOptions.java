package io.schemeless.eventstore.store;

import java.time.Duration;

/// The settings of a store that do not depend on where it lives.
///
/// @param offloadThreshold a stored body of more bytes than this goes to the bucket; 4 KiB to 300
///   KiB
/// @param pageSize how many events `allEvents()` asks for at a time; 1 to 1,000
/// @param grace how long an append under way may leave a hole in the log before a reader seals it
/// @param longGrace the same for appends of over 20 items
/// @param timeLimit how long one append may take, retries included
/// @param dictionaryAfter how many events a process appends before it makes a dictionary of what
///   they have in common, for a store that has none; 0 to make none and use none
/// @param founded whether others have made the store: then a table that holds none is an error, and
///   is not given one
public record StoreOptions(
    int offloadThreshold,
    int pageSize,
    Duration grace,
    Duration longGrace,
    Duration timeLimit,
    int dictionaryAfter,
    boolean founded) {
  private static final int LEAST_OFFLOAD = 4 * 1024;
  private static final int MOST_OFFLOAD = 300 * 1024;

  public static final StoreOptions DEFAULT =
      new StoreOptions(
          32 * 1024,
          100,
          Duration.ofSeconds(2),
          Duration.ofSeconds(10),
          Duration.ofSeconds(20),
          100,
          false);

  public StoreOptions {
    if (offloadThreshold < LEAST_OFFLOAD || offloadThreshold > MOST_OFFLOAD) {
      throw new IllegalArgumentException(
          "the offload threshold is " + LEAST_OFFLOAD + " to " + MOST_OFFLOAD + " bytes");
    }
    if (pageSize < 1 || pageSize > PageLimits.MAX_EVENTS) {
      throw new IllegalArgumentException(
          "the page size is 1 to " + PageLimits.MAX_EVENTS + " events");
    }
    if (dictionaryAfter < 0) {
      throw new IllegalArgumentException("a dictionary is made after 0 events or more");
    }
    if (grace.isNegative() || longGrace.compareTo(grace) < 0 || !timeLimit.isPositive()) {
      throw new IllegalArgumentException("a grace is 0 or more, and the time limit above 0");
    }
  }

  public StoreOptions withOffloadThreshold(int bytes) {
    return new StoreOptions(bytes, pageSize, grace, longGrace, timeLimit, dictionaryAfter, founded);
  }

  public StoreOptions withPageSize(int events) {
    return new StoreOptions(
        offloadThreshold, events, grace, longGrace, timeLimit, dictionaryAfter, founded);
  }

  public StoreOptions withGrace(Duration value, Duration ofLargeAppends) {
    return new StoreOptions(
        offloadThreshold, pageSize, value, ofLargeAppends, timeLimit, dictionaryAfter, founded);
  }

  public StoreOptions withTimeLimit(Duration value) {
    return new StoreOptions(
        offloadThreshold, pageSize, grace, longGrace, value, dictionaryAfter, founded);
  }

  public StoreOptions withDictionaryAfter(int events) {
    return new StoreOptions(
        offloadThreshold, pageSize, grace, longGrace, timeLimit, events, founded);
  }

  public StoreOptions withFounded(boolean byOthers) {
    return new StoreOptions(
        offloadThreshold, pageSize, grace, longGrace, timeLimit, dictionaryAfter, byOthers);
  }
}
