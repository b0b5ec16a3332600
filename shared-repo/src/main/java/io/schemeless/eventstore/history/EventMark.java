package io.schemeless.eventstore.history;

import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StreamId;
import io.schemeless.eventstore.wire.EventJson;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An event without its bulk: all that the store gave it, and a digest of what the client gave.
record EventMark(
    String id,
    boolean bySource,
    @Nullable String source,
    StreamId stream,
    String type,
    List<String> tags,
    String content,
    Instant recorded,
    long sequence,
    long position,
    int index) {

  static EventMark of(Event event) {
    return new EventMark(
        event.id(),
        event.bySource(),
        event.source(),
        event.stream(),
        event.type(),
        event.tags(),
        content(
            new NewEvent(
                event.stream(),
                event.type(),
                event.payload(),
                event.meta(),
                null,
                event.bySource(),
                event.correlationId(),
                event.causationId(),
                event.tags(),
                null)),
        event.recorded(),
        event.sequence(),
        event.position(),
        event.index());
  }

  /// The digest of a new event. Its id and its time are left out: where the client gave none, the
  /// store does.
  static String content(NewEvent event) {
    byte[] json = EventJson.write(event.withId(null).withCreated(null), true);
    return Base64.getEncoder().withoutPadding().encodeToString(sha256(json));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// What a new event may not be named while this one is there: where its id names it alone, its
  /// source and its id together are taken, too.
  List<List<String>> taken() {
    List<List<String>> names = new ArrayList<>();
    if (!bySource) {
      names.add(List.of(id));
    }
    if (source != null) {
      names.add(List.of(source, id));
    }
    return names;
  }

  /// As [Event#number] has it.
  long number() {
    return Event.number(position, index);
  }

  /// `position.index`, as in the event's id.
  String place() {
    return position + "." + index;
  }
}
