package io.schemeless.eventstore.history;

import io.schemeless.eventstore.store.AppendCondition;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.ExpectedVersion;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StreamId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An append request without its bulk. A request that is sent again is equal to the first.
record SentAppend(
    List<One> events,
    Map<StreamId, ExpectedVersion> expected,
    @Nullable AppendCondition condition,
    @Nullable String idempotencyKey) {

  /// @param id of the client's, or none
  /// @param source none where the id alone names the event
  record One(StreamId stream, String content, @Nullable String id, @Nullable String source) {
    static One of(NewEvent event) {
      return new One(
          event.stream(),
          EventMark.content(event),
          event.id(),
          event.bySource() ? event.source() : null);
    }

    /// As [EventMark#taken] has it; none where the store gives the id.
    @Nullable List<String> name() {
      if (id == null) {
        return null;
      }
      return source == null ? List.of(id) : List.of(source, id);
    }
  }

  static SentAppend of(AppendRequest request) {
    return new SentAppend(
        request.events().stream().map(One::of).toList(),
        request.expected(),
        request.condition(),
        request.idempotencyKey());
  }

  /// The place of an event whose id the store gives, -1 where the client gives them all.
  int withoutId() {
    for (int i = 0; i < events.size(); i++) {
      if (events.get(i).id() == null) {
        return i;
      }
    }
    return -1;
  }
}
