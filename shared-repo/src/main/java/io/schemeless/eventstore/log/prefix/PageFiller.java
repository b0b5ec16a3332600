package io.schemeless.eventstore.log.prefix;

import io.schemeless.eventstore.log.item.LogEntry;
import io.schemeless.eventstore.store.Event;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Brings the events of slots onto a page, as far as they fit.
///
/// @param wanted the events that are shown
public record PageFiller(SlotLoader loader, PageBuilder page, Predicate<Event> wanted) {

  /// @param run committed slots, in the log's order
  /// @param from where to start in the first of them
  /// @return where the next page starts, if this one ended inside the run; none if all of it was
  ///   delivered
  public @Nullable Cursor fill(List<LogEntry> run, Cursor from) {
    List<LogEntry> left = run;
    while (!left.isEmpty()) {
      if (page.isFull()) {
        return new Cursor(left.getFirst().position(), 0);
      }
      List<SlotLoader.Loaded> loaded = loader.load(left, page.eventsLeft(), page.bytesLeft());
      for (SlotLoader.Loaded slot : loaded) {
        page.read(slot.bytes());
        for (Event event : slot.events()) {
          if (isFrom(event, from) && wanted.test(event) && !page.add(event)) {
            return new Cursor(event.position(), event.index());
          }
        }
      }
      left = left.subList(loaded.size(), left.size());
    }
    return null;
  }

  private static boolean isFrom(Event event, Cursor from) {
    return event.position() > from.position() || event.index() >= from.index();
  }
}
