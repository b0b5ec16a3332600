package io.schemeless.eventstore.verify;

import io.schemeless.eventstore.log.item.Attributes;
import io.schemeless.eventstore.log.item.Claim;
import io.schemeless.eventstore.log.item.CommitId;
import io.schemeless.eventstore.log.item.EventIds;
import io.schemeless.eventstore.log.item.KeyKind;
import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.log.item.LogEntry;
import io.schemeless.eventstore.log.item.Sha256;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.port.Value;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StoreException.CorruptData;
import io.schemeless.eventstore.verify.Finding.Kind;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Checks that the ids of committed events are claimed, and recorded for their chains and tags.
final class EventCheck {
  /// The request hash of a claim that a repair wrote: that of no request, so who repeats the append
  /// hears that the id is taken.
  private static final Value.Bytes NO_REQUEST = Sha256.of(new byte[0]);

  private final Pass pass;

  EventCheck(Pass pass) {
    this.pass = pass;
  }

  /// The partitions of the records that an event has.
  static Set<String> recordsOf(Keys keys, NewEvent event) {
    Set<String> partitions =
        recordsOf(keys, event.correlationId(), event.causationId(), event.tags());
    if (event.id() != null) {
      String source = event.bySource() ? event.source() : null;
      partitions.add(Claim.Name.of(event.id(), source, 0).key(keys).partition());
    }
    return partitions;
  }

  private static Set<String> recordsOf(
      Keys keys, @Nullable String correlation, @Nullable String causation, List<String> tags) {
    Set<String> partitions = new HashSet<>();
    tags.forEach(tag -> partitions.add(keys.tag(tag)));
    if (correlation != null) {
      partitions.add(keys.chain(correlation));
    }
    if (causation != null) {
      partitions.add(keys.chain(causation));
    }
    return partitions;
  }

  /// What a record must say.
  private record Wanted(boolean claim, int index) {}

  void check(LogEntry append, List<Event> events) {
    Map<Key, Wanted> wanted = new LinkedHashMap<>();
    for (Event event : events) {
      if (EventIds.parse(event.id(), pass.keys().incarnation()) == null) {
        String source = event.bySource() ? event.source() : null;
        Claim.Name name = Claim.Name.of(event.id(), source, event.index());
        wanted.put(name.key(pass.keys()), new Wanted(true, event.index()));
      }
      for (String partition :
          recordsOf(pass.keys(), event.correlationId(), event.causationId(), event.tags())) {
        wanted.put(new Key(partition, Keys.number(append.position())), new Wanted(false, 0));
      }
    }
    if (wanted.isEmpty()) {
      return;
    }
    Set<Key> unreadable = new HashSet<>();
    Map<Key, Cell> found = pass.fetch(wanted.keySet(), unreadable::add);
    wanted.forEach(
        (key, record) -> {
          pass.survey()
              .records
              .add(Survey.record(key.partition(), append.position(), record.index));
          if (!unreadable.contains(key)) {
            check(append, key, record, found.get(key));
          }
        });
  }

  private void check(LogEntry append, Key key, Wanted wanted, @Nullable Cell cell) {
    String place = PlaceNames.position(append.position()) + " event " + wanted.index;
    CommitId id = append.slot().commitId();
    @Nullable CommitId other = null;
    if (cell != null) {
      try {
        other = CommitId.of(cell);
      } catch (IllegalArgumentException _) {
        return; // told by the check of the records
      }
      if (other.equals(id)) {
        if (wanted.claim) {
          checkPlace(append, wanted, cell);
        }
        return;
      }
    }
    if (!wanted.claim) {
      Kind kind = KeyKind.of(key) == KeyKind.TAG ? Kind.TAG_MISSING : Kind.CHAIN_MISSING;
      fix(kind, PlaceNames.position(append.position()), record(key, id), other);
    } else if (cell != null && !isDead(cell)) {
      pass.findings().find(Kind.CLAIM_TWICE, place);
    } else {
      fix(Kind.CLAIM_MISSING, place, claim(key, append, wanted.index), other);
    }
  }

  /// A claim counts by the slot at its own position, so one that names another claims nothing.
  private void checkPlace(LogEntry append, Wanted wanted, Cell cell) {
    Claim claim;
    try {
      claim = Claim.of(cell);
    } catch (CorruptData _) {
      return; // told by the check of the records
    }
    if (claim.position() != append.position()) {
      Claim right =
          new Claim(
              claim.id(),
              append.position(),
              wanted.index,
              claim.hash(),
              claim.recorded(),
              claim.items());
      String place = PlaceNames.position(append.position()) + " event " + wanted.index;
      fix(Kind.CLAIM_MISSING, place, right.cell(cell.key(), false), claim.id());
    }
  }

  private boolean isDead(Cell cell) {
    try {
      Claim claim = Claim.of(cell);
      return pass.isDead(claim.position(), claim.id());
    } catch (CorruptData _) {
      return false;
    }
  }

  private void fix(Kind kind, String place, Cell cell, @Nullable CommitId dead) {
    pass.findings()
        .find(kind, place, "claims and records were written again", () -> pass.put(cell, dead));
  }

  private static Cell record(Key key, CommitId id) {
    return new Cell(key, Map.of(Attributes.COMMIT_ID, id.value()));
  }

  private static Cell claim(Key key, LogEntry append, int index) {
    Claim claim =
        new Claim(
            append.slot().commitId(),
            append.position(),
            index,
            NO_REQUEST,
            append.slot().recorded(),
            0);
    return claim.cell(key, false);
  }
}
