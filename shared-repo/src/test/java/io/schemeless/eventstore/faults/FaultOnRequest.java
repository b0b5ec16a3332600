package io.schemeless.eventstore.faults;

import io.schemeless.eventstore.testing.FaultyHttp.Request;
import io.schemeless.eventstore.testing.HttpFault;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Makes one request of many go wrong: the one with a given number, counted from when it was armed,
/// and perhaps some that follow it.
public final class FaultOnRequest implements Function<Request, HttpFault> {
  /// How much goes wrong with it.
  public enum Span {
    /// This one request: the client's next try goes well.
    ONE_TRY,
    /// Every try of the call that it is a part of: the store sees a failed call.
    ONE_CALL,
    /// Every request of the same content, whoever sends it again.
    FOR_GOOD;

    private String of(Request request) {
      return switch (this) {
        case ONE_TRY -> "";
        case ONE_CALL -> String.valueOf(request.headers().get("amz-sdk-invocation-id"));
        case FOR_GOOD -> request.operation() + request.body();
      };
    }
  }

  private @Nullable FaultKind trouble;
  private Span span = Span.ONE_TRY;
  private int left;
  private int hits;
  private String struck = "";
  private @Nullable Request first;

  /// @param number of the request that goes wrong
  public synchronized void arm(int number, FaultKind with, Span how) {
    trouble = with;
    span = how;
    left = number;
    hits = 0;
    struck = "";
    first = null;
  }

  /// From now on everything goes well; true if anything went wrong before.
  public synchronized boolean disarm() {
    trouble = null;
    return hits > 0;
  }

  /// What was struck first.
  synchronized String operation() {
    return first == null ? "" : first.operation();
  }

  @Override
  public synchronized HttpFault apply(Request request) {
    if (trouble == null || !strikes(request)) {
      return new HttpFault.None();
    }
    hits++;
    return trouble.of(request);
  }

  private boolean strikes(Request request) {
    if (left-- == 0) {
      first = request;
      struck = span.of(request);
      return true;
    }
    return !struck.isEmpty() && struck.equals(span.of(request));
  }

  @Override
  public synchronized String toString() {
    String request = first == null ? "nothing" : first.operation() + " " + first.body();
    return "struck: " + request.substring(0, Math.min(400, request.length()));
  }
}
