package io.schemeless.eventstore.local.load;

import java.time.Duration;

/// How much of a load.
///
/// @param time how long the writers go on at most
/// @param appends how many appends they make at most, all together
/// @param writers how many at once
/// @param readers how many follow the log at once
public record LoadPlan(Duration time, long appends, int writers, int readers) {
  public static final int MAX_SECONDS = 3_600;

  /// All that was told is kept until the end, in about 2 KB an append.
  public static final int MAX_APPENDS = 100_000;

  public static final int MAX_WRITERS = 64;
  public static final int MAX_READERS = 16;
}
