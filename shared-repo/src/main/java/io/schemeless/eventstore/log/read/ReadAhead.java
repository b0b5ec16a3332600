package io.schemeless.eventstore.log.read;

import io.schemeless.eventstore.log.item.Meta;
import io.schemeless.eventstore.log.item.Slot;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What pages of a log left over, for the pages that go on there: whoever goes from page to page in
/// one process is read ahead for, twice as far with each page. A slot never changes, so what was
/// read once is true as long as the store lives the same life.
final class ReadAhead {
  /// As many readers may go through the log at once; the one that came longest ago is forgotten.
  private static final int READERS = 4;

  private final LinkedHashMap<Long, Rest> byPosition = new LinkedHashMap<>();
  private @Nullable Meta life;

  /// What lies from a position on.
  ///
  /// @param slots one after the other; may be none
  /// @param more whether the look that brought them left something beyond them
  /// @param looked for how many slots that look was, beside the one that says whether there are
  ///   more
  record Rest(List<Slot> slots, boolean more, int looked) {
    static final Rest NONE = new Rest(List.of(), true, 0);
  }

  /// What is left over from a position on, for one page only.
  synchronized Rest take(Meta meta, long position) {
    @Nullable Rest rest = isOf(meta) ? byPosition.remove(position) : null;
    return rest == null ? Rest.NONE : rest;
  }

  synchronized void leave(Meta meta, long position, Rest rest) {
    if (rest.slots.isEmpty() && rest.looked == 0) {
      return; // as if it were not known
    }
    if (!isOf(meta)) {
      byPosition.clear();
      life = meta;
    }
    byPosition.putLast(position, rest);
    if (byPosition.size() > READERS) {
      byPosition.pollFirstEntry();
    }
  }

  private boolean isOf(Meta meta) {
    return life != null && life.sameLife(meta);
  }
}
