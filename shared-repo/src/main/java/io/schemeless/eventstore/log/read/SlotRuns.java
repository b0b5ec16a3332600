package io.schemeless.eventstore.log.read;

import io.schemeless.eventstore.log.core.StoreContext;
import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.log.item.Meta;
import io.schemeless.eventstore.log.item.Slot;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.CellPage;
import io.schemeless.eventstore.port.Range;
import io.schemeless.eventstore.port.Read;
import io.schemeless.eventstore.store.StoreException.CorruptData;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads slots that follow each other without a gap.
final class SlotRuns {
  private final StoreContext context;
  private final Meta meta;
  private final Keys keys;
  private final SlotDensity density;

  SlotRuns(StoreContext context, Meta meta, SlotDensity density) {
    this.context = context;
    this.meta = meta;
    this.keys = meta.keys();
    this.density = density;
  }

  /// @param slots those from the position on that was asked for, as long as each is the next one,
  ///   and can be read
  /// @param beyond the first behind them that was found, too
  /// @param more whether the table holds more than was found
  record Run(List<Slot> slots, @Nullable Cell beyond, boolean more) {}

  /// @param limit how many are looked for
  /// @param needed how many of them the caller needs: what cannot be read and lies further ahead is
  ///   no matter of his
  Run read(long position, int limit, int needed, Read read) {
    CellPage found = found(position, limit, needed, read);
    List<Slot> slots = slots(found.cells(), position);
    density.saw(slots);
    if (!slots.isEmpty()) {
      context.closed().decided(meta, position, position + slots.size() - 1);
    }
    boolean whole = slots.size() == found.cells().size();
    return new Run(slots, whole ? null : found.cells().get(slots.size()), found.more());
  }

  /// Whether nothing lies from a position on.
  boolean isEnd(long position) {
    return query(position, 1, Read.CONSISTENT).cells().isEmpty();
  }

  /// How many slots have so many events, as far as is known.
  int slotsFor(int events) {
    return density.slotsFor(events);
  }

  private CellPage found(long position, int limit, int needed, Read read) {
    try {
      return query(position, limit, read);
    } catch (CorruptData e) {
      if (needed >= limit) {
        throw e;
      }
      return query(position, needed, read);
    }
  }

  private CellPage query(long position, int limit, Read read) {
    return context
        .cells()
        .query(new Range(keys.log(), Keys.number(position), Keys.HIGHEST, false, limit, read));
  }

  private static List<Slot> slots(List<Cell> cells, long position) {
    List<Slot> slots = new ArrayList<>();
    for (Cell cell : cells) {
      if (!cell.key().sort().equals(Keys.number(position + slots.size()))) {
        break;
      }
      try {
        slots.add(Slot.of(cell));
      } catch (CorruptData e) {
        if (slots.isEmpty()) {
          throw e;
        }
        break;
      }
    }
    return slots;
  }
}
