package io.schemeless.eventstore.log.core;

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
  private static final int COMMITS_A_UNIT = 8;

  /// A page unpacks many copies at once, so none stands for more than this.
  private static final int MOST_UNPACKED = 64 * 1024;

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
  /// @param copy the append's events in its order, which goes in where it costs nothing, or little
  ///   beside what it saves every replay
  public Slot commit(
      Keys keys,
      long position,
      CommitId id,
      long recorded,
      List<CommitRef> refs,
      @Nullable Packed copy) {
    Key key = keys.slot(position);
    Slot.Committed bare = new Slot.Committed(id, host.now(), recorded, refs, null);
    return decide(key, copy == null ? bare : withCopy(key, bare, copy));
  }

  /// Finishes the append of a lone commit, from the commit alone.
  public Slot finish(Keys keys, Commit commit) {
    @Nullable Packed copy =
        switch (commit.body()) {
          case Body.Inline(var packed) -> packed;
          case Body.InS3 _ -> null;
        };
    return commit(
        keys, commit.position(), commit.id(), commit.recorded(), List.of(commit.ref()), copy);
  }

  /// A replay reads a commit for half a read unit, and a slot with a copy for a few hundredths,
  /// again and again. A write unit costs five read units, once. So a copy may take what is left of
  /// the slot's last write unit, and one more for every [#COMMITS_A_UNIT] commits that nobody has
  /// to read.
  private static Slot.Committed withCopy(Key key, Slot.Committed bare, Packed copy) {
    int size = ItemSize.of(bare.cell(key));
    int units = ItemSize.writeUnits(size) + bare.refs().size() / COMMITS_A_UNIT;
    int room = ItemSize.WRITE_UNIT * units - size;
    if (copy.rawLength() > MOST_UNPACKED) {
      return bare;
    }
    if (Slot.Committed.sizeOf(copy) <= room) {
      return bare.with(copy);
    }
    if (!copy.isPlain()) {
      return bare;
    }
    Packed deflated = Packed.deflated(copy.bytes());
    return Slot.Committed.sizeOf(deflated) <= room ? bare.with(deflated) : bare;
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
