package io.schemeless.eventstore.simulation;

import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Condition;
import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.port.Read;
import io.schemeless.eventstore.port.Value;
import java.util.Map;
import java.util.Optional;

/// What becomes of the table past the store of any process.
///
/// @param incarnation of the life that it touches
record Bystander(OpPorts.Requests requests, String incarnation) {
  private Key key(String partition, long number) {
    return new Key(incarnation + partition, CommittedTruth.number(number));
  }

  /// Puts void into the slot of a position that was taken, unless something is there.
  void seal(long position, long now) {
    Optional<?> counter = (Optional<?>) requests.send(new Op.Get(key("/n", 0), Read.CONSISTENT));
    if (counter.isPresent() && ((Cell) counter.get()).number("next") >= position) {
      Map<String, Value> attributes = Map.of("at", new Value.Number(now));
      requests.send(new Op.Put(new Cell(key("/l", position), attributes), new Condition.Absent()));
    }
  }

  /// Deletes the claim of an idempotency key.
  void expire(String name) {
    requests.send(new Op.Delete(key("/k/" + name, 0)));
  }
}
