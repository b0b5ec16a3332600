package io.schemeless.eventstore.log.append;

import io.schemeless.eventstore.log.core.Deadline;
import io.schemeless.eventstore.log.core.Dictionaries;
import io.schemeless.eventstore.log.core.Head;
import io.schemeless.eventstore.log.core.Heads;
import io.schemeless.eventstore.log.core.StoreContext;
import io.schemeless.eventstore.log.item.Attributes;
import io.schemeless.eventstore.log.item.Claim;
import io.schemeless.eventstore.log.item.CommitId;
import io.schemeless.eventstore.log.item.CommitRef;
import io.schemeless.eventstore.log.item.Meta;
import io.schemeless.eventstore.log.item.Slot;
import io.schemeless.eventstore.port.Cells;
import io.schemeless.eventstore.port.Condition;
import io.schemeless.eventstore.port.Read;
import io.schemeless.eventstore.port.Value;
import io.schemeless.eventstore.store.AppendResult;
import io.schemeless.eventstore.store.StoreException;
import io.schemeless.eventstore.store.StoreException.CorruptData;
import io.schemeless.eventstore.store.StoreException.InvalidRequest;
import io.schemeless.eventstore.store.StoreException.VersionConflict;
import io.schemeless.eventstore.store.StreamId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// One look at what is there and one attempt, for requests that go together. Whoever is not over
/// after it needs another round.
///
/// Heads and conditions, then claims, then the attempt; first, whether an id is this incarnation's
/// own: what is remembered may be a dead one, whose ids a client may use. The other way round, the
/// ids of the living, nobody gets a ticket who remembers a dead one. Claims are looked at after the
/// heads and what conditions look for: one that is free then cannot belong to an append that those
/// already show, so a repeat is never told that it conflicts with itself.
final class Round {
  private final StoreContext context;
  private final Heads heads;
  private final Claims claims;
  private final Decision decision;
  private final Meta meta;
  private final Deadline deadline;
  private final boolean again;
  private final boolean inOrder;
  private final Map<Claim.Name, CommitId> over = new HashMap<>();

  /// What is answered without a ticket counts only if the store is the same after its last read; a
  /// ticket makes sure of that by itself.
  private final List<Runnable> unlessReset = new ArrayList<>();

  /// @param inOrder whether attempts at several streams have crossed lately
  Round(
      StoreContext context,
      Heads heads,
      Claims claims,
      Decision decision,
      List<Pending> requests,
      boolean inOrder) {
    this.context = context;
    this.heads = heads;
    this.claims = claims;
    this.decision = decision;
    this.meta = context.metas().current();
    this.deadline = requests.stream().map(Pending::deadline).reduce(Deadline::later).orElseThrow();
    this.again = requests.stream().anyMatch(Pending::again);
    this.inOrder = again || inOrder;
  }

  /// Returns those for whom the round came to nothing. Who is neither among them nor over was left
  /// for the next.
  List<Pending> run(List<Pending> requests) {
    List<Pending> left = new ArrayList<>();
    for (Pending request : requests) {
      InvalidRequest own = Validation.ownIds(request.plan().request(), meta.incarnation());
      if (own == null) {
        left.add(request);
      } else {
        unlessReset.add(() -> request.refuse(own));
      }
    }
    Map<StreamId, Head> current = headsOf(left);
    Map<Pending, StoreException> broken = decision.now(meta, left);
    Batch.Choice choice = new Batch.Choice(current);
    left.removeIf(request -> isDecided(request, current, broken.get(request), choice));
    if (!unlessReset.isEmpty()) {
      settle();
    }
    List<Pending> chosen = choice.chosen();
    if (!chosen.isEmpty()) {
      attempt(chosen, current);
    }
    left.removeAll(chosen);
    return requests.stream().filter(r -> !r.isOver() && !left.contains(r)).toList();
  }

  private void settle() {
    if (context.metas().unchanged(meta)) {
      unlessReset.forEach(Runnable::run);
    }
  }

  /// The heads of all streams. A conflict is answered only from heads that were read and settled
  /// just now.
  private Map<StreamId, Head> headsOf(List<Pending> requests) {
    Set<StreamId> streams = new LinkedHashSet<>();
    requests.forEach(request -> streams.addAll(request.plan().lookedFor()));
    if (streams.isEmpty()) {
      return Map.of();
    }
    Map<StreamId, Head> current = again ? read(streams, Read.CONSISTENT) : recall(streams);
    boolean conflict = requests.stream().anyMatch(r -> r.plan().conflict(current) != null);
    return conflict && !again ? read(streams, Read.CONSISTENT) : current;
  }

  private Map<StreamId, Head> read(Set<StreamId> streams, Read read) {
    List<StreamId> list = List.copyOf(streams);
    List<Head> found = heads.read(meta, list, read, deadline);
    Map<StreamId, Head> byStream = new LinkedHashMap<>();
    for (int i = 0; i < list.size(); i++) {
      byStream.put(list.get(i), found.get(i));
    }
    return byStream;
  }

  /// Heads from memory where it has them; the others are read at half the price, since a stale one
  /// costs no more than another round.
  private Map<StreamId, Head> recall(Set<StreamId> streams) {
    Map<StreamId, Head> recalled = new LinkedHashMap<>();
    Set<StreamId> unknown = new LinkedHashSet<>();
    for (StreamId stream : streams) {
      Head head = context.memory().recall(meta, stream);
      if (head == null) {
        unknown.add(stream);
      } else {
        recalled.put(stream, head);
      }
    }
    if (!unknown.isEmpty()) {
      recalled.putAll(read(unknown, Read.EVENTUAL));
    }
    return recalled;
  }

  /// Whether the request needs no attempt in this round: it is answered or refused unless there was
  /// a reset, or somebody else's append decides over it first. All others are offered to the batch,
  /// or left for another round.
  ///
  /// @param broken why its condition does not hold, if it does not
  private boolean isDecided(
      Pending request,
      Map<StreamId, Head> current,
      @Nullable StoreException broken,
      Batch.Choice choice) {
    Plan plan = request.plan();
    VersionConflict version = choice.takes(plan) ? null : plan.conflict(current);
    StoreException conflict = version != null ? version : broken;
    // Nobody refuses the claim over a source and an id while the id is claimed alone.
    boolean ask =
        plan.sourced() || (!plan.claims().isEmpty() && (request.again() || conflict != null));
    Claims.Found found = ask ? claims.look(meta.keys(), plan) : new Claims.Found.Free(Map.of());
    return switch (found) {
      case Claims.Found.Pending _ -> true;
      case Claims.Found.Answered(long position, int offset, var slot) -> {
        AppendResult answer = plan.answer(meta.keys(), position, offset, slot, true);
        unlessReset.add(() -> request.answer(answer));
        yield true;
      }
      case Claims.Found.Refused(var why) -> {
        unlessReset.add(() -> request.refuse(why));
        yield true;
      }
      case Claims.Found.Free(var free) -> {
        over.putAll(free);
        if (conflict != null) {
          unlessReset.add(() -> request.refuse(conflict));
        } else {
          choice.offer(request);
        }
        yield conflict != null;
      }
    };
  }

  private void attempt(List<Pending> requests, Map<StreamId, Head> current) {
    // What is remembered may have been reset so long ago that nobody looks for objects there.
    for (Pending request : requests) {
      if (request.uploads().isDue(meta.keys())) {
        if (!context.metas().unchanged(meta)) {
          return;
        }
        request.uploads().ensure(meta.keys());
      }
    }
    Batch batch = Batch.of(requests);
    OptionalLong ticket = takeTicket(batch);
    if (ticket.isEmpty()) {
      if (context.metas().unchanged(meta)) {
        throw new CorruptData("the store's counter is missing");
      }
      return;
    }
    requests.forEach(Pending::attempted);
    long position = ticket.getAsLong();
    Attempt.Basis basis =
        new Attempt.Basis(
            meta, current, over, context.dictionaries().current(meta.keys()), inOrder);
    switch (new Attempt(context, heads, decision, batch, basis, position).run()) {
      case Attempt.Outcome.Dead _ -> {}
      case Attempt.Outcome.Committed(var slot) -> answer(batch, position, slot);
    }
  }

  private void answer(Batch batch, long position, Slot.Committed slot) {
    remember(position, slot);
    for (Batch.Member member : batch.members()) {
      Plan plan = member.plan();
      member.pending().made(plan.answer(meta.keys(), position, member.offset(), slot, false), meta);
    }
    for (Batch.Part part : batch.parts()) {
      int events = part.indexes().count();
      context.dictionaries().appended(meta.keys(), part.stream(), part.plain(), events);
    }
  }

  /// The dictionary is looked for while the ticket is taken: it costs no time.
  private OptionalLong takeTicket(Batch batch) {
    Dictionaries dictionaries = context.dictionaries();
    if (!dictionaries.isLookDue(meta.keys())) {
      return ticket(batch);
    }
    return context
        .host()
        .all(
            List.<Callable<OptionalLong>>of(
                () -> ticket(batch),
                () -> {
                  dictionaries.look(meta.keys());
                  return OptionalLong.empty();
                }))
        .getFirst();
  }

  private void remember(long position, Slot.Committed slot) {
    for (CommitRef ref : slot.refs()) {
      long version = ref.first() + ref.count() - 1;
      context.memory().remember(meta, ref.stream(), version, position);
    }
  }

  /// The next position. The counter is deleted by a reset and its epoch changed by a repair, so a
  /// process that has not heard of either gets none.
  private OptionalLong ticket(Batch batch) {
    Cells.@Nullable Note note =
        batch.large() ? new Cells.Note(Attributes.LARGE_AT, context.host().now()) : null;
    return context
        .cells()
        .increment(
            meta.keys().counter(),
            Attributes.NEXT,
            new Condition.Is(Attributes.EPOCH, new Value.Number(meta.epoch())),
            note);
  }
}
