package io.schemeless.eventstore.log.core;

import io.schemeless.eventstore.log.item.Body;
import io.schemeless.eventstore.log.item.BodyJson;
import io.schemeless.eventstore.log.item.Commit;
import io.schemeless.eventstore.log.item.CommitId;
import io.schemeless.eventstore.log.item.CommitRef;
import io.schemeless.eventstore.log.item.EventIds;
import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.log.item.Packed;
import io.schemeless.eventstore.log.item.Sha256;
import io.schemeless.eventstore.log.item.Slot;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StoreException.CorruptData;
import io.schemeless.eventstore.store.StreamId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Makes events of what commits and slots hold.
public final class CommitReader {
  private final StoreContext context;
  private final Keys keys;

  public CommitReader(StoreContext context, Keys keys) {
    this.context = context;
    this.keys = keys;
  }

  /// The events of each commit, in order. Bodies in the bucket are fetched at once and checked
  /// against their digests.
  public List<List<Event>> read(List<Commit> commits) {
    List<Callable<byte[]>> bodies = new ArrayList<>();
    boolean remote = false;
    for (Commit commit : commits) {
      bodies.add(() -> plain(commit));
      remote |= commit.body() instanceof Body.InS3;
    }
    List<byte[]> plain =
        remote ? context.host().all(bodies) : commits.stream().map(this::plain).toList();
    List<List<Event>> events = new ArrayList<>();
    for (int i = 0; i < commits.size(); i++) {
      events.add(events(commits.get(i), plain.get(i)));
    }
    return events;
  }

  private byte[] plain(Commit commit) {
    return switch (commit.body()) {
      case Body.Inline(var packed) -> context.dictionaries().unpack(keys, packed);
      case Body.InS3 body -> fetch(commit, body);
    };
  }

  private byte[] fetch(Commit commit, Body.InS3 body) {
    byte @Nullable [] bytes = context.objects().get(body.object());
    if (bytes == null) {
      throw corrupt("is missing", commit.position());
    }
    if (!Sha256.of(bytes).equals(body.digest())) {
      throw corrupt("has another digest than the commit says", commit.position());
    }
    return new Packed(bytes, body.raw()).unpack();
  }

  private static CorruptData corrupt(String what, long position) {
    return new CorruptData("the object of an append at position " + position + " " + what);
  }

  private List<Event> events(Commit commit, byte[] plain) {
    List<NewEvent> written = BodyJson.read(plain, _ -> commit.stream());
    if (written.size() != commit.count()) {
      throw new CorruptData(
          "a commit at position "
              + commit.position()
              + " has another number of events than it says");
    }
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      events.add(
          event(
              written.get(i),
              commit.first() + i,
              commit.position(),
              commit.indexes().get(i),
              commit.id(),
              commit.recorded()));
    }
    return events;
  }

  /// The events of a slot's copy, in the order of the append.
  public List<Event> read(long position, Slot.Committed slot, Packed copy) {
    StreamId[] streams = new StreamId[slot.events()];
    long[] sequences = new long[slot.events()];
    for (CommitRef ref : slot.refs()) {
      if (ref.indexes().get(ref.count() - 1) >= streams.length) {
        throw new CorruptData(
            "the slot at position " + position + " names places that its append does not have");
      }
      for (int i = 0; i < ref.count(); i++) {
        streams[ref.indexes().get(i)] = ref.stream();
        sequences[ref.indexes().get(i)] = ref.first() + i;
      }
    }
    for (StreamId stream : streams) {
      if (stream == null) {
        throw new CorruptData(
            "the slot at position " + position + " names a place of its append twice");
      }
    }
    List<NewEvent> written =
        BodyJson.read(context.dictionaries().unpack(keys, copy), i -> streams[i]);
    if (written.size() != streams.length) {
      throw new CorruptData(
          "the slot at position " + position + " has another number of events than it says");
    }
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      events.add(
          event(written.get(i), sequences[i], position, i, slot.commitId(), slot.recorded()));
    }
    return events;
  }

  private Event event(
      NewEvent written, long sequence, long position, int index, CommitId by, long recorded) {
    Instant taken = Instant.ofEpochMilli(recorded);
    return new Event(
        written.id() != null ? written.id() : EventIds.of(keys.incarnation(), position, index, by),
        written.bySource(),
        written.stream(),
        written.type(),
        written.payload(),
        written.meta(),
        written.correlationId(),
        written.causationId(),
        written.tags(),
        written.created() != null ? written.created() : taken,
        sequence,
        position,
        index,
        taken,
        written.recordedBy());
  }
}
