package io.schemeless.eventstore.log.append;

import io.schemeless.eventstore.log.core.Backoff;
import io.schemeless.eventstore.log.core.Deadline;
import io.schemeless.eventstore.log.core.Head;
import io.schemeless.eventstore.log.core.Heads;
import io.schemeless.eventstore.log.core.StoreContext;
import io.schemeless.eventstore.log.item.Attributes;
import io.schemeless.eventstore.log.item.Claim;
import io.schemeless.eventstore.log.item.CommitId;
import io.schemeless.eventstore.log.item.CommitRef;
import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.log.item.Meta;
import io.schemeless.eventstore.log.item.Slot;
import io.schemeless.eventstore.port.Cells;
import io.schemeless.eventstore.port.Condition;
import io.schemeless.eventstore.port.Read;
import io.schemeless.eventstore.port.Value;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.AppendResult;
import io.schemeless.eventstore.store.StoreException;
import io.schemeless.eventstore.store.StoreException.CorruptData;
import io.schemeless.eventstore.store.StoreException.InvalidRequest;
import io.schemeless.eventstore.store.StoreException.OutcomeUnknown;
import io.schemeless.eventstore.store.StoreException.Throttled;
import io.schemeless.eventstore.store.StoreException.Unavailable;
import io.schemeless.eventstore.store.StoreException.VersionConflict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Appends: looks at what is there, takes a ticket and makes an attempt, until one is committed or
/// the request is refused.
public final class Appender {
  private final StoreContext context;
  private final Heads heads;
  private final Claims claims;

  public Appender(StoreContext context) {
    this.context = context;
    this.heads = new Heads(context);
    this.claims = new Claims(context);
  }

  public AppendResult append(AppendRequest request) {
    return new Rounds(Plan.of(request)).run();
  }

  /// How a round ended.
  private sealed interface Round {

    record Answered(AppendResult result) implements Round {}

    record Refused(StoreException why) implements Round {}

    /// It came to nothing, and another one may not.
    record Again() implements Round {}
  }

  /// The rounds of one request.
  private final class Rounds {
    private final Plan plan;
    private final Uploads uploads;
    private final Deadline deadline = Deadline.in(context.host(), context.options().timeLimit());
    private boolean attempted;

    Rounds(Plan plan) {
      this.plan = plan;
      this.uploads = new Uploads(context, plan);
    }

    AppendResult run() {
      Backoff backoff = new Backoff(context.host(), deadline);
      try {
        for (boolean again = false; ; again = true) {
          switch (round(again)) {
            case Round.Answered(var result) -> {
              return result;
            }
            case Round.Refused(var why) -> throw why;
            case Round.Again _ -> backoff.pause();
          }
        }
      } catch (Throttled | Unavailable e) {
        // Every attempt of ours is dead, but a twin of this request may be committed: not a
        // definite no.
        if (attempted) {
          throw new OutcomeUnknown("the append could not be finished in time", e);
        }
        throw e;
      }
    }

    /// Heads, then claims, then the attempt; first, whether an id is this incarnation's own: what
    /// is remembered may be a dead one, whose ids a client may use. The other way round, the ids of
    /// the living, nobody gets a ticket who remembers a dead one. Claims are looked at after the
    /// heads: one that is free then cannot belong to an append that those heads already show, so a
    /// repeat is never told that it conflicts with itself.
    private Round round(boolean again) {
      Meta meta = context.metas().current();
      InvalidRequest own = Validation.ownIds(plan.request(), meta.incarnation());
      if (own != null) {
        return unlessReset(meta, new Round.Refused(own));
      }
      List<Head> current = again ? readHeads(meta, Read.CONSISTENT) : recallHeads(meta);
      VersionConflict conflict = plan.conflict(current);
      if (conflict != null && !again) {
        // A conflict is answered only from heads that were read and settled just now.
        current = readHeads(meta, Read.CONSISTENT);
        conflict = plan.conflict(current);
      }
      // Nobody refuses the claim over a source and an id while the id is claimed alone.
      boolean ask = plan.sourced() || (!plan.claims().isEmpty() && (again || conflict != null));
      Claims.Found found = ask ? claims.look(meta.keys(), plan) : new Claims.Found.Free(Map.of());
      return switch (found) {
        case Claims.Found.Pending _ -> new Round.Again();
        case Claims.Found.Answered(long position, var slot) ->
            unlessReset(meta, answered(meta, position, slot, true));
        case Claims.Found.Refused(var why) -> unlessReset(meta, new Round.Refused(why));
        case Claims.Found.Free(var over) ->
            conflict != null
                ? unlessReset(meta, new Round.Refused(conflict))
                : attempt(meta, current, over);
      };
    }

    /// What is answered without a ticket counts only if the store is the same after its last read;
    /// a ticket makes sure of that by itself.
    private Round unlessReset(Meta meta, Round answer) {
      return context.metas().unchanged(meta) ? answer : new Round.Again();
    }

    private Round.Answered answered(
        Meta meta, long position, Slot.Committed slot, boolean repeated) {
      return new Round.Answered(plan.answer(meta.keys(), position, slot, repeated));
    }

    private Round attempt(Meta meta, List<Head> current, Map<Claim.Name, CommitId> over) {
      Keys keys = meta.keys();
      // What is remembered may have been reset so long ago that nobody looks for objects there.
      if (uploads.isDue(keys) && !context.metas().unchanged(meta)) {
        return new Round.Again();
      }
      uploads.ensure(keys);
      OptionalLong ticket = ticket(meta);
      if (ticket.isEmpty()) {
        if (context.metas().unchanged(meta)) {
          throw new CorruptData("the store's counter is missing");
        }
        return new Round.Again();
      }
      attempted = true;
      long position = ticket.getAsLong();
      Attempt.Basis basis = new Attempt.Basis(keys, current, over);
      return switch (new Attempt(context, plan, basis, uploads, position).run()) {
        case Attempt.Outcome.Dead _ -> new Round.Again();
        case Attempt.Outcome.Committed(var slot) -> {
          remember(meta, position, slot);
          yield answered(meta, position, slot, false);
        }
      };
    }

    private void remember(Meta meta, long position, Slot.Committed slot) {
      for (CommitRef ref : slot.refs()) {
        long version = ref.first() + ref.count() - 1;
        context.memory().remember(meta, ref.stream(), version, position);
      }
    }

    /// The next position. The counter is deleted by a reset and its epoch changed by a repair, so a
    /// process that has not heard of either gets none.
    private OptionalLong ticket(Meta meta) {
      Cells.@Nullable Note note =
          plan.large() ? new Cells.Note(Attributes.LARGE_AT, context.host().now()) : null;
      return context
          .cells()
          .increment(
              meta.keys().counter(),
              Attributes.NEXT,
              new Condition.Is(Attributes.EPOCH, new Value.Number(meta.epoch())),
              note);
    }

    private List<Head> readHeads(Meta meta, Read read) {
      return heads.read(meta, plan.streams(), read, deadline);
    }

    /// Heads from memory where it has them; the others are read at half the price, since a stale
    /// one costs no more than another round.
    private List<Head> recallHeads(Meta meta) {
      List<Head> recalled = new ArrayList<>();
      for (Plan.Part part : plan.parts()) {
        Head head = context.memory().recall(meta, part.stream());
        if (head == null) {
          return readHeads(meta, Read.EVENTUAL);
        }
        recalled.add(head);
      }
      return recalled;
    }
  }
}
