package io.schemeless.eventstore.bench.task;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// What a driver did.
///
/// @param done appends, reads or pages
/// @param events how many were appended or read
/// @param nanos how long all of it took
/// @param micros how long each took, repeats by the caller included
/// @param failures answers after which the caller had to repeat
/// @param unknown those among them that left open whether it was done
/// @param lost what the caller gave up
/// @param requests calls of DynamoDB
/// @param cpuNanos of the process
/// @param peakBytes the most memory that the process had; 0 where the system does not tell
/// @param portNanos time below the ports, where they are watched
/// @param error why nothing was done, or none
/// @param unsupported whether the subject cannot do it at all
@JsonIgnoreProperties(ignoreUnknown = true)
public record TaskAnswer(
    long done,
    long events,
    long nanos,
    long[] micros,
    long failures,
    long unknown,
    long lost,
    long requests,
    double readUnits,
    double writeUnits,
    long cpuNanos,
    long peakBytes,
    long portNanos,
    @Nullable String error,
    boolean unsupported) {

  public static TaskAnswer failed(String error) {
    return new TaskAnswer(0, 0, 0, new long[0], 0, 0, 0, 0, 0, 0, 0, 0, 0, error, false);
  }

  public static TaskAnswer cannot() {
    return new TaskAnswer(0, 0, 0, new long[0], 0, 0, 0, 0, 0, 0, 0, 0, 0, null, true);
  }

  /// Both as one, where two processes worked at once.
  public TaskAnswer and(TaskAnswer other) {
    return new TaskAnswer(
        done + other.done,
        events + other.events,
        Math.max(nanos, other.nanos),
        LongStream.concat(Arrays.stream(micros), Arrays.stream(other.micros)).toArray(),
        failures + other.failures,
        unknown + other.unknown,
        lost + other.lost,
        requests + other.requests,
        readUnits + other.readUnits,
        writeUnits + other.writeUnits,
        cpuNanos + other.cpuNanos,
        peakBytes + other.peakBytes,
        portNanos + other.portNanos,
        error == null ? other.error : error,
        unsupported || other.unsupported);
  }

  /// Per second, of what was done.
  public double rate() {
    return nanos == 0 ? 0 : done * 1e9 / nanos;
  }
}
