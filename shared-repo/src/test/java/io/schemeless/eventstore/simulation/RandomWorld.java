package io.schemeless.eventstore.simulation;

import io.schemeless.eventstore.memory.MemoryCells;
import io.schemeless.eventstore.memory.MemoryObjectStore;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Change;
import io.schemeless.eventstore.port.Condition;
import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.port.Read;
import io.schemeless.eventstore.port.Value;
import io.schemeless.eventstore.store.StoreException.Throttled;
import io.schemeless.eventstore.store.StoreException.Unavailable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// A table and a bucket that lose answers, lag, and make requests twice or later, as a seed
/// decides.
final class RandomWorld implements OpPorts.Requests {
  private static final int MAX_LAG = 60;

  final MemoryCells cells = new MemoryCells();
  final MemoryObjectStore objects = new MemoryObjectStore();

  private final Turns turns;
  private final Random random;
  private final int trouble;
  private final List<Op> ghosts = new ArrayList<>();
  private final Map<Key, List<Version>> past = new HashMap<>();
  private long hash;

  private record Version(long turn, Optional<Cell> cell) {}

  /// @param trouble of 1,000 requests so many go wrong
  RandomWorld(Turns turns, int trouble) {
    this.turns = turns;
    this.random = turns.random();
    this.trouble = trouble;
  }

  /// Tells two runs apart that did not make the same requests with the same answers.
  long hash() {
    return hash;
  }

  /// A process's request, in its turn.
  @Override
  public Object send(Op op) {
    turns.await(0);
    Op asked = op instanceof Op.Query query && random.nextBoolean() ? query.whole() : op;
    Object answer = random.nextInt(1_000) < trouble ? troubled(asked) : made(asked);
    hash = VisitedStates.mix(hash, text(asked) * 31 + text(answer));
    return answer;
  }

  private Object made(Op op) {
    if (lags(op) && random.nextInt(3) == 0) {
      return stale(op);
    }
    Object answer = op.on(cells, objects);
    if (op.writes()) {
      remember(op);
    }
    return answer;
  }

  private Object troubled(Op op) {
    int kind = random.nextInt(op.writes() ? 7 : 2);
    switch (kind) {
      case 0 -> throw new Throttled("too many requests", null);
      case 1 -> throw new Unavailable("no answer", null);
      case 2 -> ghosts.add(op);
      case 3 -> made(op);
      case 4 -> {
        made(op);
        return made(op);
      }
      case 5 -> {
        Object answer = made(op);
        ghosts.add(op);
        return answer;
      }
      default -> throw turns.die();
    }
    throw new Unavailable("no answer", null);
  }

  /// The same in every virtual machine, which orders sets and maps as it likes.
  private static long text(Object said) {
    return said.toString().chars().mapToLong(c -> VisitedStates.mix(1, c)).sum();
  }

  /// Whether a reset is under way of which nobody has heard.
  boolean hasResets() {
    return ghosts.stream().anyMatch(Op.Transact.class::isInstance);
  }

  void dropResets() {
    ghosts.removeIf(Op.Transact.class::isInstance);
  }

  /// Lets a request land that was sent earlier, now and then.
  void haunt() {
    if (!ghosts.isEmpty() && random.nextInt(12) == 0) {
      Op ghost = ghosts.remove(random.nextInt(ghosts.size()));
      if (random.nextInt(5) > 0) {
        made(ghost);
      }
    }
  }

  private static boolean lags(Op op) {
    return op instanceof Op.Get get && get.read() == Read.EVENTUAL
        || op instanceof Op.Query query && query.range().read() == Read.EVENTUAL;
  }

  private void remember(Op op) {
    List<Key> keys =
        switch (op) {
          case Op.Put put -> List.of(put.cell().key());
          case Op.Increment increment -> List.of(increment.key());
          case Op.Delete delete -> List.of(delete.key());
          case Op.Transact transact -> transact.changes().stream().map(Change::key).toList();
          case Op.Get _, Op.Query _, Op.Index _, Op.Scan _ -> List.of();
          case Op.PutObject _, Op.GetObject _, Op.ListObjects _ -> List.of();
          case Op.DeleteObjects _, Op.Mark _ -> List.of();
        };
    for (Key key : keys) {
      past.computeIfAbsent(key, _ -> new ArrayList<>())
          .add(new Version(turns.turns(), Optional.ofNullable(cells.get(key, Read.CONSISTENT))));
    }
  }

  /// Each cell as it was some turns ago.
  private Object stale(Op op) {
    MemoryCells then = new MemoryCells();
    past.forEach(
        (key, versions) -> {
          boolean asked =
              op instanceof Op.Get get && get.key().equals(key)
                  || op instanceof Op.Query query
                      && query.range().partition().equals(key.partition());
          if (asked) {
            at(versions, turns.turns() - lag(key))
                .ifPresent(cell -> then.put(cell, new Condition.Absent()));
          }
        });
    return op.on(then, objects);
  }

  private int lag(Key key) {
    return Math.floorMod(key.hashCode() * 31 + (int) turns.turns(), MAX_LAG);
  }

  private static Optional<Cell> at(List<Version> versions, long turn) {
    Optional<Cell> cell = Optional.empty();
    for (Version version : versions) {
      if (version.turn() <= turn) {
        cell = version.cell();
      }
    }
    return cell;
  }

  /// All that is there, for [CommittedTruth].
  TableState table() {
    Map<Key, Cell> now = new HashMap<>();
    Map<String, Value.Bytes> bodies = new HashMap<>();
    for (Key key : past.keySet()) {
      Cell cell = cells.get(key, Read.CONSISTENT);
      if (cell != null) {
        now.put(key, cell);
        byte[] body = cell.has("s3") ? objects.get(cell.text("s3")) : null;
        if (body != null) {
          bodies.put(cell.text("s3"), new Value.Bytes(body));
        }
      }
    }
    return new TableState(now, bodies, Map.of());
  }
}
