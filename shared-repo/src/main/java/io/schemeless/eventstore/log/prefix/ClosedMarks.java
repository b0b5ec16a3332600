package io.schemeless.eventstore.log.prefix;

import io.schemeless.eventstore.log.core.StoreContext;
import io.schemeless.eventstore.log.item.Attributes;
import io.schemeless.eventstore.log.item.Closed;
import io.schemeless.eventstore.log.item.Meta;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Condition;
import io.schemeless.eventstore.port.Read;
import io.schemeless.eventstore.port.Value;
import io.schemeless.eventstore.store.StoreException.CorruptData;
import io.schemeless.eventstore.store.StoreException.Throttled;
import io.schemeless.eventstore.store.StoreException.Unavailable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How far the log is known to be decided: what this process remembers, and an item in the table
/// from which a new one starts.
final class ClosedMarks {
  /// How many positions the item may lie behind.
  static final int EVERY = 1_000;

  private final StoreContext context;
  private volatile @Nullable Loaded loaded;

  ClosedMarks(StoreContext context) {
    this.context = context;
  }

  /// What the item said.
  ///
  /// @param there whether there is one
  private record Loaded(Meta meta, boolean there, long position) {}

  long mark(Meta meta) {
    if (context.closed().mark(meta) == 0 && !isLoaded(meta)) {
      learn(meta);
    }
    return context.closed().mark(meta);
  }

  /// From where on it is not known that all is decided below a position. Who has not looked for
  /// long asks how far others came meanwhile.
  ///
  /// @param from nothing below matters
  long unknownFrom(Meta meta, long from, long below) {
    if (below - unknownFrom(meta, from) > EVERY) {
      learn(meta);
    }
    return unknownFrom(meta, from);
  }

  private long unknownFrom(Meta meta, long from) {
    return Math.max(from, context.closed().mark(meta) + 1);
  }

  private void learn(Meta meta) {
    Closed kept = load(meta);
    if (kept != null && kept.epoch() == meta.epoch()) {
      context.closed().decided(meta, 1, kept.position());
    }
  }

  private boolean isLoaded(Meta meta) {
    Loaded before = loaded;
    return before != null && before.meta.sameLife(meta);
  }

  /// A stale item says less than it could, and never too much.
  private @Nullable Closed load(Meta meta) {
    Cell cell = context.cells().get(meta.keys().closed(), Read.EVENTUAL);
    Closed kept = cell == null ? null : read(cell);
    loaded = new Loaded(meta, cell != null, kept == null ? 0 : kept.position());
    return kept;
  }

  /// The item is only a start: one that cannot be read is none, and a check tells of it.
  private static @Nullable Closed read(Cell cell) {
    try {
      return Closed.of(cell);
    } catch (CorruptData e) {
      return null;
    }
  }

  /// Writes the item anew where it has fallen behind. Nobody needs it to be there.
  void keep(Meta meta) {
    long mark = context.closed().mark(meta);
    if (mark < EVERY) {
      return;
    }
    if (!isLoaded(meta)) {
      load(meta);
    }
    Loaded before = Objects.requireNonNull(loaded);
    if (mark - before.position < EVERY) {
      return;
    }
    loaded = new Loaded(meta, true, mark);
    Condition condition =
        before.there
            ? new Condition.Is(Attributes.POSITION, new Value.Number(before.position))
            : new Condition.Absent();
    try {
      context.cells().put(new Closed(meta.epoch(), mark).cell(meta.keys()), condition);
    } catch (Throttled | Unavailable e) {
      // The next one writes it.
    }
  }
}
