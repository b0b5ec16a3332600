package io.schemeless.eventstore.log.core;

import io.schemeless.eventstore.log.item.Attributes;
import io.schemeless.eventstore.log.item.Body;
import io.schemeless.eventstore.log.item.Commit;
import io.schemeless.eventstore.log.item.CommitId;
import io.schemeless.eventstore.log.item.CommitRef;
import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.log.item.Packed;
import io.schemeless.eventstore.log.item.Settlement;
import io.schemeless.eventstore.log.item.Slot;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Cells;
import io.schemeless.eventstore.port.Condition;
import io.schemeless.eventstore.port.Host;
import io.schemeless.eventstore.port.ItemSize;
import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.port.Observer;
import io.schemeless.eventstore.port.Put;
import io.schemeless.eventstore.port.Read;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The log's slots: reading one, and the put-if-absent that decides it for ever.
///
/// Every put here is answered by what is in the slot then, whoever put it. So seal and commit may
/// race, be sent twice or land late: exactly one wins, and all are told the same.
public final class Slots {
  private final Cells cells;
  private final Host host;
  private final Observer observer;

  public Slots(Cells cells, Host host, Observer observer) {
    this.cells = cells;
    this.host = host;
    this.observer = observer;
  }

  public @Nullable Slot slot(Keys keys, long position, Read read) {
    Cell cell = cells.get(keys.slot(position), read);
    return cell == null ? null : Slot.of(cell);
  }

  public Settlement settle(Keys keys, long position, CommitId id, Read read) {
    return Settlement.of(slot(keys, position, read), id);
  }

  /// Puts Void unless something is there, and returns what is there then.
  public Slot seal(Keys keys, long position) {
    return decide(keys.slot(position), new Slot.Void(host.now()));
  }

  /// Puts the slot of an append unless something is there, and returns what is there then.
  ///
  /// @param plain the append's events in its order, of which a copy goes in where the item stays
  ///   within one write unit
  public Slot commit(
      Keys keys,
      long position,
      CommitId id,
      long recorded,
      List<CommitRef> refs,
      byte @Nullable [] plain) {
    Key key = keys.slot(position);
    Slot.Committed bare = new Slot.Committed(id, host.now(), recorded, refs, null);
    return decide(key, plain == null ? bare : withCopy(key, bare, plain));
  }

  /// Finishes the append of a lone commit, from the commit alone.
  public Slot finish(Keys keys, Commit commit) {
    byte @Nullable [] plain =
        switch (commit.body()) {
          case Body.Inline(var packed) -> packed.unpack();
          case Body.InS3 _ -> null;
        };
    return commit(
        keys, commit.position(), commit.id(), commit.recorded(), List.of(commit.ref()), plain);
  }

  private static Slot.Committed withCopy(Key key, Slot.Committed bare, byte[] plain) {
    int room = ItemSize.WRITE_UNIT - ItemSize.of(bare.cell(key)) - Attributes.BODY.length();
    if (plain.length <= room) {
      return bare.with(Packed.plain(plain));
    }
    if (plain.length > ItemSize.WRITE_UNIT * 64) {
      return bare;
    }
    Packed deflated = Packed.deflated(plain);
    return deflated.size() <= room ? bare.with(deflated) : bare;
  }

  private Slot decide(Key key, Slot slot) {
    return switch (cells.put(slot.cell(key), new Condition.Absent())) {
      case Put.Written _ -> {
        if (slot instanceof Slot.Void) {
          observer.holeSealed();
        }
        yield slot;
      }
      case Put.Refused(var existing) -> Slot.of(Objects.requireNonNull(existing));
    };
  }
}
