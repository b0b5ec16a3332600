package io.schemeless.eventstore.log.item;

import static io.schemeless.eventstore.log.item.Attributes.COMMIT_ID;
import static io.schemeless.eventstore.log.item.Attributes.HASH;
import static io.schemeless.eventstore.log.item.Attributes.INDEXES;
import static io.schemeless.eventstore.log.item.Attributes.ITEMS;
import static io.schemeless.eventstore.log.item.Attributes.POSITION;
import static io.schemeless.eventstore.log.item.Attributes.RECORDED;

import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.port.Value;
import io.schemeless.eventstore.store.StoreException.CorruptData;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A record by which an append holds a client's event id or idempotency key.
///
/// @param index the event's place in the commit's append; for an idempotency key that of its
///   request's first event
/// @param items how many items a large append has; 0 for all others
public record Claim(
    CommitId id, long position, int index, Value.Bytes hash, long recorded, int items) {
  /// How long an idempotency key is honoured.
  static final Duration KEY_LIFE = Duration.ofDays(7);

  /// What is claimed.
  public sealed interface Name {
    Key key(Keys keys);

    /// The place in its request of the event that it names; the first one's where it names all.
    int index();

    /// The same for all of which one batch may have one: claims over an id, with or without a
    /// source, may stand against each other.
    Name what();

    /// What names an event with an id of the client's.
    ///
    /// @param source none where the id alone names it
    static Name of(String id, @Nullable String source, int index) {
      return source == null ? new EventId(id, index) : new SourcedId(source, id, index);
    }

    /// An event's source and its id, for ever.
    record SourcedId(String source, String value, int index) implements Name {
      @Override
      public Key key(Keys keys) {
        return keys.sourceClaim(source, value);
      }

      @Override
      public Name what() {
        return new EventId(value, 0);
      }

      /// The claim that the id would be under if it named its event alone.
      public EventId alone() {
        return new EventId(value, index);
      }
    }

    /// An event's id alone.
    record EventId(String value, int index) implements Name {
      @Override
      public Key key(Keys keys) {
        return keys.eventClaim(value);
      }

      @Override
      public Name what() {
        return new EventId(value, 0);
      }
    }

    /// A request's key, for [#KEY_LIFE].
    record IdempotencyKey(String value) implements Name {
      @Override
      public Key key(Keys keys) {
        return keys.keyClaim(value);
      }

      @Override
      public int index() {
        return 0;
      }

      @Override
      public Name what() {
        return this;
      }
    }
  }

  public Cell cell(Keys keys, Name name) {
    return cell(name.key(keys), name instanceof Name.IdempotencyKey);
  }

  /// @param expires whether the table may delete it some time
  public Cell cell(Key key, boolean expires) {
    Map<String, Value> attributes = new HashMap<>();
    attributes.put(COMMIT_ID, id.value());
    attributes.put(POSITION, new Value.Number(position));
    attributes.put(INDEXES, new Value.Number(index));
    attributes.put(HASH, hash);
    attributes.put(RECORDED, new Value.Number(recorded));
    if (items > 0) {
      attributes.put(ITEMS, new Value.Number(items));
    }
    if (expires) {
      // A day more than the readers' own check, which decides.
      long at = recorded / 1000 + KEY_LIFE.plusDays(1).toSeconds();
      attributes.put(Cell.EXPIRES, new Value.Number(at));
    }
    return new Cell(key, attributes);
  }

  /// @throws CorruptData if the cell is not what the store writes
  public static Claim of(Cell cell) {
    return Decoding.of("claim", cell, Claim::decode);
  }

  private static Claim decode(Cell cell) {
    return new Claim(
        CommitId.of(cell),
        cell.number(POSITION),
        Math.toIntExact(cell.number(INDEXES)),
        new Value.Bytes(cell.bytes(HASH)),
        cell.number(RECORDED),
        cell.has(ITEMS) ? Math.toIntExact(cell.number(ITEMS)) : 0);
  }

  public boolean isExpired(Name name, long now) {
    return name instanceof Name.IdempotencyKey && now - recorded > KEY_LIFE.toMillis();
  }
}
