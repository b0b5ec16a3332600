package io.schemeless.eventstore.log.append;

import io.schemeless.eventstore.log.core.Deadline;
import io.schemeless.eventstore.log.core.StoreContext;
import io.schemeless.eventstore.log.item.Meta;
import io.schemeless.eventstore.log.prefix.ClosedPrefix;
import io.schemeless.eventstore.log.prefix.Guard;
import io.schemeless.eventstore.log.prefix.Watch;
import io.schemeless.eventstore.store.EventQuery;
import io.schemeless.eventstore.store.StoreException;
import io.schemeless.eventstore.store.StoreException.CorruptData;
import io.schemeless.eventstore.store.StoreException.InvalidRequest;
import io.schemeless.eventstore.store.StoreException.StoreWasReset;
import io.schemeless.eventstore.store.StoreException.TokenRejected;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Whether what requests require of the log holds: before a ticket, to spare one; and below it, for
/// good.
final class Decision {
  private final StoreContext context;
  private final Guard guard;
  private final ClosedPrefix prefix;
  private final Refusals refusals;

  Decision(StoreContext context, Guard guard, ClosedPrefix prefix) {
    this.context = context;
    this.guard = guard;
    this.prefix = prefix;
    this.refusals = new Refusals(context.host());
  }

  /// Why requests are refused by what is committed now.
  Map<Pending, StoreException> now(Meta meta, List<Pending> requests) {
    boolean likely = !refusals.areLikely();
    return refusals.of(
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

  /// What lies below a batch's position. What this process itself has under way there does not
  /// matter where, of each item, it lacks a tag.
  ///
  /// @param given when the position was
  Below below(Meta meta, Batch batch, long position, long given) {
    List<Pending> requests = batch.members().stream().map(Batch.Member::pending).toList();
    List<EventQuery> tagged = tagged(requests);
    long first = requests.stream().mapToLong(r -> guard.first(r.required())).min().orElseThrow();
    Deadline deadline =
        requests.stream().map(Pending::deadline).reduce(Deadline::later).orElseThrow();
    NavigableSet<Long> beside =
        tagged != null ? context.underWay().beside(meta, tagged) : Collections.emptyNavigableSet();
    Watch watch = prefix.watch(meta, first, position, beside, given, deadline);
    return new Below(context, guard, refusals, meta, requests, tagged, position, watch);
  }

  private @Nullable List<EventQuery> tagged(List<Pending> requests) {
    List<EventQuery> tagged =
        requests.stream().map(r -> guard.tagged(r.required())).filter(Objects::nonNull).toList();
    return tagged.size() == requests.size() ? tagged : null;
  }
}
