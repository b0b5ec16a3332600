package io.schemeless.eventstore.store;

import io.schemeless.eventstore.json.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An event as the store holds it.
///
/// @param id the client's id, or the one that the store gave, which encodes where the event lies
/// @param bySource whether [#source()] and the id name it together; else the id does
/// @param sequence the event's version in its stream, dense from 1
/// @param position its append's place in the store's one order, from 1; shared by the events of one
///   append, and of appends that were made at once
/// @param index its place among the events of its position, from 0
/// @param tags what it concerns, as the client gave them
/// @param created when it happened, by the client's word; else the same as `recorded`
/// @param recorded when the store took it
/// @param recordedBy who appended it: the ARN of an IAM caller, or subject and client of a token.
///   The functions say so and no client can; none where a program appended through the library
public record Event(
    String id,
    boolean bySource,
    StreamId stream,
    String type,
    Json payload,
    @Nullable Json meta,
    @Nullable String correlationId,
    @Nullable String causationId,
    List<String> tags,
    Instant created,
    long sequence,
    long position,
    int index,
    Instant recorded,
    @Nullable String recordedBy) {
  /// By how much the numbers of two positions differ: no position has more events.
  private static final int A_POSITION = AppendRequest.MAX_EVENTS;

  /// The type of an event that stands for one that was lost, with the payload null: a repair puts
  /// it there, so that the stream keeps its versions and whoever replays sees what is missing. No
  /// append can use the type.
  public static final String LOST = "event-store.lost";

  public Event {
    tags = List.copyOf(tags);
  }

  /// One number for the event that rises by event over the whole store, with gaps: a thousand times
  /// its position, and its index. So it can be made of the two, and they of it.
  public long number() {
    return number(position, index);
  }

  /// The number of the event with this place in this position.
  public static long number(long position, int index) {
    return position * A_POSITION + index;
  }

  /// Where it comes from, by its meta: the member `source`. None where that is no text.
  public @Nullable String source() {
    return meta == null ? null : meta.textOf("source");
  }

  /// Whether the event stands for one that was lost.
  public boolean isLost() {
    return type.equals(LOST);
  }
}
