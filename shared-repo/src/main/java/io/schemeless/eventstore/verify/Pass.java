package io.schemeless.eventstore.verify;

import io.schemeless.eventstore.log.core.StoreContext;
import io.schemeless.eventstore.log.item.Commit;
import io.schemeless.eventstore.log.item.CommitId;
import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.log.item.Meta;
import io.schemeless.eventstore.log.item.Settlement;
import io.schemeless.eventstore.log.item.Slot;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Cells;
import io.schemeless.eventstore.port.Change;
import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.port.Put;
import io.schemeless.eventstore.port.Range;
import io.schemeless.eventstore.port.Read;
import io.schemeless.eventstore.store.StoreException.CorruptData;
import io.schemeless.eventstore.store.StreamId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One pass over a store.
record Pass(StoreContext context, Meta meta, Findings findings, Survey survey) {

  /// As many keys as one request takes.
  static final int CHUNK = 100;

  Cells cells() {
    return context.cells();
  }

  Keys keys() {
    return meta.keys();
  }

  /// Reads cells consistently, leaving out those that cannot be.
  ///
  /// @param unreadable told of each cell with an attribute of a type that the store never writes
  Map<Key, Cell> fetch(Collection<Key> wanted, Consumer<Key> unreadable) {
    try {
      return cells().getAll(wanted, Read.CONSISTENT);
    } catch (CorruptData _) {
      return fetchEach(wanted, unreadable);
    }
  }

  private Map<Key, Cell> fetchEach(Collection<Key> wanted, Consumer<Key> unreadable) {
    Map<Key, Cell> found = new HashMap<>();
    for (Key key : wanted) {
      try {
        Cell cell = cells().get(key, Read.CONSISTENT);
        if (cell != null) {
          found.put(key, cell);
        }
      } catch (CorruptData _) {
        unreadable.accept(key);
      }
    }
    return found;
  }

  /// The slot, or none where it is empty or cannot be read: the check of the log tells of that.
  @Nullable Slot slot(@Nullable Cell cell) {
    try {
      return cell == null ? null : Slot.of(cell);
    } catch (CorruptData _) {
      return null;
    }
  }

  /// The slot as it is now; see [#slot(Cell)].
  @Nullable Slot slot(long position) {
    try {
      return slot(cells().get(keys().slot(position), Read.CONSISTENT));
    } catch (CorruptData _) {
      return null;
    }
  }

  /// Tells once of an incarnation that the meta item does not list; true if it does list it.
  boolean isListed(String incarnation) {
    if (meta.lists(incarnation)) {
      return true;
    }
    if (survey.unknown.add(incarnation)) {
      findings.find(Finding.Kind.INCARNATION_UNKNOWN, "incarnation " + incarnation);
    }
    return false;
  }

  /// Whether what was written then cannot be part of an append under way any more.
  boolean isOld(long since) {
    return Math.abs(context.host().now() - since) > context.options().longGrace().toMillis();
  }

  /// Puts a cell where none is, or over one that counts no more. It is there, too, where an earlier
  /// try of the same request put it.
  ///
  /// @param dead the commit id that lies there, or none
  boolean put(Cell cell, @Nullable CommitId dead) {
    return switch (cells().put(cell, CommitId.absentOr(dead))) {
      case Put.Written _ -> true;
      case Put.Refused(var there) -> there != null && CommitId.of(there).equals(CommitId.of(cell));
    };
  }

  /// Takes away a commit that counts no more, and only that one: where it lay, another may be by
  /// now.
  boolean remove(Commit dead) {
    Key key = keys().commit(dead.stream(), dead.first());
    return cells().transact(List.of(new Change.Remove(key, dead.id().unchanged())));
  }

  /// Whether what carries this commit id is neither committed nor under way.
  boolean isDead(long position, CommitId id) {
    Slot slot = slot(position);
    return slot != null && Settlement.of(slot, id) != Settlement.MINE;
  }

  /// The newest commit of a stream below a version, committed or not.
  @Nullable Commit before(StreamId stream, long version) {
    Range below =
        new Range(
            keys().stream(stream), Keys.LOWEST, Keys.number(version - 1), true, 1, Read.CONSISTENT);
    List<Cell> found = cells().query(below).cells();
    return found.isEmpty() ? null : Commit.of(found.getFirst());
  }
}
