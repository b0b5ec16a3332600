package io.schemeless.eventstore.log.append;

import io.schemeless.eventstore.log.core.Backoff;
import io.schemeless.eventstore.log.core.Deadline;
import io.schemeless.eventstore.log.core.StoreContext;
import io.schemeless.eventstore.log.item.Meta;
import io.schemeless.eventstore.log.prefix.Guard;
import io.schemeless.eventstore.store.AppendOutcome;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.AppendResult;
import io.schemeless.eventstore.store.StoreException;
import io.schemeless.eventstore.store.StoreException.OutcomeUnknown;
import io.schemeless.eventstore.store.StoreException.Throttled;
import io.schemeless.eventstore.store.StoreException.Unavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A request until it is answered. One thread at a time works at it.
final class Pending {
  private final Plan plan;
  private final Uploads uploads;
  private final Set<Object> turns;
  private final Guard.Required required;
  private final Deadline deadline;
  private final Backoff backoff;
  private boolean again;
  private boolean attempted;
  private boolean alone;
  private @Nullable Meta madeIn;
  private @Nullable AppendOutcome outcome;

  /// @throws StoreException.InvalidRequest if the request is out of bounds
  Pending(StoreContext context, AppendRequest request) {
    this.plan = Plan.of(request);
    this.uploads = new Uploads(context, plan);
    this.turns = TurnKeys.of(plan);
    this.required = new Guard.Required(request.condition(), plan.checks());
    this.deadline = Deadline.in(context.host(), context.options().timeLimit());
    this.backoff = new Backoff(context.host(), deadline);
  }

  Plan plan() {
    return plan;
  }

  /// On what it takes turns with others.
  Set<Object> turns() {
    return turns;
  }

  /// What it requires of the log.
  Guard.Required required() {
    return required;
  }

  Uploads uploads() {
    return uploads;
  }

  Deadline deadline() {
    return deadline;
  }

  /// Whether a round with it came to nothing, so that all is read consistently now.
  boolean again() {
    return again;
  }

  void lookCloser() {
    again = true;
  }

  /// A ticket was taken for it.
  void attempted() {
    attempted = true;
  }

  /// Whether it goes in a batch of its own: its body is large, or a batch with it failed for a
  /// reason that may be its own.
  boolean alone() {
    return alone || !uploads.isEmpty();
  }

  void goAlone() {
    alone = true;
  }

  @Nullable AppendOutcome outcome() {
    return outcome;
  }

  boolean isOver() {
    return outcome != null;
  }

  void answer(AppendResult result) {
    outcome = new AppendOutcome.Appended(result);
  }

  /// It was made just now, in that life of the store.
  void made(AppendResult result, Meta life) {
    answer(result);
    madeIn = life;
  }

  /// Refuses it if its condition does not hold any more, now that another was made, which took its
  /// ticket while this one waited. One that may be a repeat of what was made is not refused here.
  void refuseFor(Pending other) {
    if (isOver()
        || !plan.claims().isEmpty()
        || other.madeIn == null
        || !(other.outcome instanceof AppendOutcome.Appended(var result))) {
      return;
    }
    StoreException why = required.brokenBy(other.madeIn, other.plan.request(), result);
    if (why != null) {
      refuse(why);
    }
  }

  void refuse(StoreException why) {
    outcome = new AppendOutcome.Failed(why);
  }

  /// Lets some time pass before another round of requests that a round brought nothing, and ends
  /// those that have none left.
  static void pause(List<Pending> requests) {
    List<Pending> left = new ArrayList<>();
    for (Pending request : requests) {
      request.again = true;
      if (request.deadline.left() > 0) {
        left.add(request);
      } else {
        request.fail(new Unavailable("the time for this call is over", null));
      }
    }
    if (!left.isEmpty()) {
      left.getFirst().backoff.pause();
    }
  }

  /// Ends it for a reason that says nothing of an attempt before. Every attempt of ours is dead,
  /// but a twin of this request may be committed: then it is not a definite no.
  void fail(StoreException why) {
    boolean unsure = attempted && (why instanceof Throttled || why instanceof Unavailable);
    refuse(unsure ? new OutcomeUnknown("the append could not be finished in time", why) : why);
  }
}
