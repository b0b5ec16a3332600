package io.schemeless.eventstore.log.append;

import io.schemeless.eventstore.log.core.Deadline;
import io.schemeless.eventstore.log.core.StoreContext;
import io.schemeless.eventstore.log.item.CommitId;
import io.schemeless.eventstore.log.item.Meta;
import io.schemeless.eventstore.log.prefix.ClosedPrefix;
import io.schemeless.eventstore.log.prefix.Guard;
import io.schemeless.eventstore.log.prefix.TagSeals;
import io.schemeless.eventstore.log.prefix.Watch;
import io.schemeless.eventstore.store.EventQuery;
import io.schemeless.eventstore.store.StoreException;
import io.schemeless.eventstore.store.StoreException.ConditionFailed;
import io.schemeless.eventstore.store.StoreException.CorruptData;
import io.schemeless.eventstore.store.StoreException.InvalidRequest;
import io.schemeless.eventstore.store.StoreException.StoreWasReset;
import io.schemeless.eventstore.store.StoreException.TokenRejected;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Whether what requests require of the log holds: before a ticket, to spare one; and below it, for
/// good.
final class Decision {
  /// For how long a process looks before it takes a ticket, once a condition did not hold.
  private static final long CONTENDED_MILLIS = 1_000;

  private final StoreContext context;
  private final Guard guard;
  private final ClosedPrefix prefix;

  /// Conditions that others break are likely until then.
  private volatile long contendedUntil = Long.MIN_VALUE;

  Decision(StoreContext context, Guard guard, ClosedPrefix prefix) {
    this.context = context;
    this.guard = guard;
    this.prefix = prefix;
  }

  /// Why requests are refused by what is committed now.
  Map<Pending, StoreException> now(Meta meta, List<Pending> requests) {
    boolean likely = context.host().elapsed() >= contendedUntil;
    return look(
        requests.stream().filter(request -> request.plan().isConditional()).toList(),
        request -> now(meta, request, likely && !request.again()));
  }

  /// What cannot be read may have been purged, so that, too, is told only unless there was a reset.
  private @Nullable StoreException now(Meta meta, Pending request, boolean likely) {
    try {
      return guard.now(meta, request.required(), likely);
    } catch (TokenRejected | StoreWasReset | InvalidRequest | CorruptData e) {
      return e;
    }
  }

  /// Looks at what lies below a batch's position.
  ///
  /// @param given when the position was
  Watch watch(Meta meta, Batch batch, long position, long given) {
    List<Pending> requests = requests(batch);
    long first = requests.stream().mapToLong(r -> guard.first(r.required())).min().orElseThrow();
    Deadline deadline =
        requests.stream().map(Pending::deadline).reduce(Deadline::later).orElseThrow();
    return prefix.watch(meta, first, position, given, deadline);
  }

  private static List<Pending> requests(Batch batch) {
    return batch.members().stream().map(Batch.Member::pending).toList();
  }

  /// Why requests are refused by what lies below their position. Nothing that matters to them can
  /// be committed there any more, unless one is refused for what already is: so the answer is the
  /// same whoever asks, and whenever.
  ///
  /// @param id the attempt's, all of whose records are there
  Map<Pending, StoreException> below(
      Meta meta, Batch batch, long position, Watch watch, CommitId id) {
    List<Pending> requests = requests(batch);
    List<EventQuery> tagged =
        requests.stream().map(r -> guard.tagged(r.required())).filter(Objects::nonNull).toList();
    boolean byTags = tagged.size() == requests.size();
    NavigableSet<Long> open =
        byTags
            ? new TagSeals(context, meta.keys(), id).put(tagged, watch.undecided())
            : new TreeSet<>(watch.undecided());
    while (true) {
      if (byTags || open.isEmpty()) {
        Map<Pending, StoreException> broken =
            look(requests, request -> guard.below(meta, request.required(), position, watch));
        if (open.isEmpty() || !broken.isEmpty()) {
          return broken;
        }
      }
      awaitOne(open, watch);
    }
  }

  /// Waits until one of them at least is decided.
  private static void awaitOne(NavigableSet<Long> open, Watch watch) {
    do {
      watch.again();
    } while (!open.retainAll(watch.undecided()));
  }

  private interface Look {
    @Nullable StoreException at(Pending request);
  }

  private Map<Pending, StoreException> look(List<Pending> requests, Look look) {
    if (requests.isEmpty()) {
      return Map.of();
    }
    List<Callable<Optional<StoreException>>> looks =
        requests.stream()
            .<Callable<Optional<StoreException>>>map(
                request -> () -> Optional.ofNullable(look.at(request)))
            .toList();
    List<Optional<StoreException>> found = context.host().all(looks);
    Map<Pending, StoreException> broken = new LinkedHashMap<>();
    for (int i = 0; i < requests.size(); i++) {
      Pending request = requests.get(i);
      found.get(i).ifPresent(why -> broken.put(request, why));
    }
    if (broken.values().stream().anyMatch(ConditionFailed.class::isInstance)) {
      contendedUntil = context.host().elapsed() + CONTENDED_MILLIS;
    }
    return broken;
  }
}
