package io.schemeless.eventstore.log.append;

import io.schemeless.eventstore.log.core.Heads;
import io.schemeless.eventstore.log.core.StoreContext;
import io.schemeless.eventstore.log.prefix.ClosedPrefix;
import io.schemeless.eventstore.log.prefix.Guard;
import io.schemeless.eventstore.store.AppendOutcome;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.AppendResult;
import io.schemeless.eventstore.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/// Appends: a request takes part in rounds until one commits it, or it is refused.
///
/// Requests that come while others are under way go together once those have ended ([GroupCommit]);
/// what goes together is looked at and attempted at once ([Round]).
public final class Appender {
  /// For how long attempts at several streams put their commits in order after one was lost.
  private static final long CROSSING_MILLIS = 1_000;

  private final StoreContext context;
  private final Heads heads;
  private final Claims claims;
  private final Decision decision;
  private final GroupCommit groups;

  /// Appends to several streams of another process may cross ours until then.
  private volatile long crossingUntil = Long.MIN_VALUE;

  public Appender(StoreContext context, ClosedPrefix prefix) {
    this.context = context;
    this.heads = new Heads(context);
    this.claims = new Claims(context);
    this.decision = new Decision(context, new Guard(context, heads, prefix), prefix);
    this.groups = new GroupCommit(context.options().offloadThreshold(), this::round);
  }

  public AppendResult append(AppendRequest request) {
    Pending pending = new Pending(context, request);
    run(List.of(pending));
    return switch (outcome(pending)) {
      case AppendOutcome.Appended(var result) -> result;
      case AppendOutcome.Failed(var why) -> throw why;
    };
  }

  public List<AppendOutcome> appendAll(List<AppendRequest> requests) {
    List<Pending> valid = new ArrayList<>();
    List<Supplier<AppendOutcome>> outcomes = new ArrayList<>();
    for (AppendRequest request : requests) {
      try {
        Pending pending = new Pending(context, request);
        valid.add(pending);
        outcomes.add(() -> outcome(pending));
      } catch (StoreException.InvalidRequest e) {
        outcomes.add(() -> new AppendOutcome.Failed(e));
      }
    }
    run(valid);
    return outcomes.stream().map(Supplier::get).toList();
  }

  private void run(List<Pending> requests) {
    groups.run(requests);
    context.dictionaries().makeIfDue();
  }

  private static AppendOutcome outcome(Pending pending) {
    return Objects.requireNonNull(pending.outcome());
  }

  /// A round, after which each request is over or has paused for the next. What fails several
  /// requests at once may be the fault of one: then each goes on alone.
  private void round(List<Pending> requests) {
    boolean inOrder = context.host().elapsed() < crossingUntil;
    try {
      List<Pending> lost =
          new Round(context, heads, claims, decision, requests, inOrder).run(requests);
      if (lost.stream().anyMatch(request -> request.plan().parts().size() > 1)) {
        crossingUntil = context.host().elapsed() + CROSSING_MILLIS;
      }
      Pending.pause(lost);
    } catch (StoreException e) {
      List<Pending> left = requests.stream().filter(request -> !request.isOver()).toList();
      if (left.size() > 1 && !e.retryable()) {
        left.forEach(Pending::goAlone);
      } else {
        left.forEach(request -> request.fail(e));
      }
    }
  }
}
