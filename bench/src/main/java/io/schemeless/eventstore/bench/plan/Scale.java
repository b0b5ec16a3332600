package io.schemeless.eventstore.bench.plan;

/// How much of everything.
///
/// @param rounds how often each workload is done by each subject, in turn
/// @param millis no work is begun after so long
/// @param warmUp appends and replays of each process before
/// @param full the long replays, too
public record Scale(int rounds, long millis, int warmUp, boolean full) {
  public static final Scale QUICK = new Scale(2, 400, 100, false);
  public static final Scale FULL = new Scale(5, 4_000, 2_000, true);

  public Scale withRounds(int value) {
    return new Scale(value, millis, warmUp, full);
  }

  public Scale withMillis(long value) {
    return new Scale(rounds, value, warmUp, full);
  }
}
