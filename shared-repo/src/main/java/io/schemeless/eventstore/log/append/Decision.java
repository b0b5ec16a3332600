package io.schemeless.eventstore.log.append;

import io.schemeless.eventstore.log.core.Deadline;
import io.schemeless.eventstore.log.core.StoreContext;
import io.schemeless.eventstore.log.item.Meta;
import io.schemeless.eventstore.log.prefix.ClosedPrefix;
import io.schemeless.eventstore.log.prefix.Guard;
import io.schemeless.eventstore.store.StoreException;
import io.schemeless.eventstore.store.StoreException.CorruptData;
import io.schemeless.eventstore.store.StoreException.InvalidRequest;
import io.schemeless.eventstore.store.StoreException.StoreWasReset;
import io.schemeless.eventstore.store.StoreException.TokenRejected;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Whether what requests require of the log holds: before a ticket, to spare one; and below it, for
/// good.
final class Decision {
  private final StoreContext context;
  private final Guard guard;
  private final ClosedPrefix prefix;

  Decision(StoreContext context, Guard guard, ClosedPrefix prefix) {
    this.context = context;
    this.guard = guard;
    this.prefix = prefix;
  }

  /// Why requests are refused by what is committed now.
  Map<Pending, StoreException> now(Meta meta, List<Pending> requests) {
    return look(
        requests.stream().filter(request -> request.plan().isConditional()).toList(),
        request -> now(meta, request));
  }

  /// What cannot be read may have been purged, so that, too, is told only unless there was a reset.
  private @Nullable StoreException now(Meta meta, Pending request) {
    try {
      return guard.now(meta, request.required());
    } catch (TokenRejected | StoreWasReset | InvalidRequest | CorruptData e) {
      return e;
    }
  }

  /// Why requests are refused by what lies below their position. Everything there is decided first:
  /// then it cannot change any more, and the answer is the same whoever asks, and whenever.
  ///
  /// @param given when the position was
  Map<Pending, StoreException> below(Meta meta, Batch batch, long position, long given) {
    List<Pending> requests = batch.members().stream().map(Batch.Member::pending).toList();
    long first = requests.stream().mapToLong(r -> guard.first(r.required())).min().orElseThrow();
    Deadline deadline =
        requests.stream().map(Pending::deadline).reduce(Deadline::later).orElseThrow();
    prefix.close(meta, first, position, given, deadline);
    return look(requests, request -> guard.below(meta, request.required(), position));
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
    return broken;
  }
}
