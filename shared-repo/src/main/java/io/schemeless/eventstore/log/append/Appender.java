package io.schemeless.eventstore.log.append;

import io.schemeless.eventstore.log.core.Backoff;
import io.schemeless.eventstore.log.core.Deadline;
import io.schemeless.eventstore.log.core.Head;
import io.schemeless.eventstore.log.core.Heads;
import io.schemeless.eventstore.log.core.StoreContext;
import io.schemeless.eventstore.log.item.Attributes;
import io.schemeless.eventstore.log.item.Claim;
import io.schemeless.eventstore.log.item.CommitId;
import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.log.item.Meta;
import io.schemeless.eventstore.log.item.Slot;
import io.schemeless.eventstore.port.Cells;
import io.schemeless.eventstore.port.Condition;
import io.schemeless.eventstore.port.Read;
import io.schemeless.eventstore.port.Value;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.AppendResult;
import io.schemeless.eventstore.store.StoreException.CorruptData;
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
    Plan plan = Plan.of(request, Validation.check(request));
    return new Rounds(plan).run();
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
          AppendResult result = round(again);
          if (result != null) {
            return result;
          }
          backoff.pause();
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

    /// None if the round came to nothing, and another one may.
    private @Nullable AppendResult round(boolean again) {
      Meta meta = context.metas().current();
      Keys keys = meta.keys();
      List<Head> current = again ? readHeads(meta, Read.CONSISTENT) : recallHeads(meta);
      VersionConflict conflict = plan.conflict(current);
      if (conflict != null && !again) {
        // A conflict is answered only from heads that were read and settled just now.
        current = readHeads(meta, Read.CONSISTENT);
        conflict = plan.conflict(current);
      }
      Map<Claim.Name, CommitId> over = Map.of();
      if (!plan.claims().isEmpty() && (again || conflict != null)) {
        switch (claims.look(keys, plan)) {
          case Claims.Finding.Free(var dead) -> over = dead;
          case Claims.Finding.Pending _ -> {
            return null;
          }
          case Claims.Finding.Answered(long position, var slot) -> {
            return context.metas().unchanged(meta) ? plan.answer(keys, position, slot, true) : null;
          }
          case Claims.Finding.Refused(var why) -> {
            if (context.metas().unchanged(meta)) {
              throw why;
            }
            return null;
          }
        }
      }
      if (conflict != null) {
        if (context.metas().unchanged(meta)) {
          throw conflict;
        }
        return null;
      }
      return attempt(meta, current, over);
    }

    private @Nullable AppendResult attempt(
        Meta meta, List<Head> current, Map<Claim.Name, CommitId> over) {
      Keys keys = meta.keys();
      // What is remembered may have been reset so long ago that nobody looks for objects there.
      if (uploads.isDue(keys) && !context.metas().unchanged(meta)) {
        return null;
      }
      uploads.ensure(keys);
      OptionalLong ticket = ticket(meta);
      if (ticket.isEmpty()) {
        if (context.metas().unchanged(meta)) {
          throw new CorruptData("the store's counter is missing");
        }
        return null;
      }
      attempted = true;
      long position = ticket.getAsLong();
      Slot.Committed slot =
          new Attempt(context, keys, plan, current, over, uploads, position).run();
      if (slot == null) {
        return null;
      }
      slot.refs()
          .forEach(
              ref ->
                  context
                      .memory()
                      .remember(meta, ref.stream(), ref.first() + ref.count() - 1, position));
      return plan.answer(keys, position, slot, false);
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
