package io.schemeless.eventstore.log.append;

import io.schemeless.eventstore.port.Host;
import io.schemeless.eventstore.store.StoreException;
import io.schemeless.eventstore.store.StoreException.ConditionFailed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Asks of several requests at once why they are refused, and knows whether that is likely.
final class Refusals {
  /// For how long conditions are likely to be broken, once one was.
  private static final long CONTENDED_MILLIS = 1_000;

  private final Host host;
  private volatile long contendedUntil = Long.MIN_VALUE;

  Refusals(Host host) {
    this.host = host;
  }

  interface Question {
    /// Why it is refused; none if it is not.
    @Nullable StoreException about(Pending request);
  }

  boolean areLikely() {
    return host.elapsed() < contendedUntil;
  }

  Map<Pending, StoreException> of(List<Pending> requests, Question question) {
    if (requests.isEmpty()) {
      return Map.of();
    }
    List<Callable<Optional<StoreException>>> questions =
        requests.stream()
            .<Callable<Optional<StoreException>>>map(
                request -> () -> Optional.ofNullable(question.about(request)))
            .toList();
    List<Optional<StoreException>> answers = host.all(questions);
    Map<Pending, StoreException> refused = new LinkedHashMap<>();
    for (int i = 0; i < requests.size(); i++) {
      Pending request = requests.get(i);
      answers.get(i).ifPresent(why -> refused.put(request, why));
    }
    if (refused.values().stream().anyMatch(ConditionFailed.class::isInstance)) {
      contendedUntil = host.elapsed() + CONTENDED_MILLIS;
    }
    return refused;
  }
}
