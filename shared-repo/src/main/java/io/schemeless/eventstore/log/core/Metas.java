package io.schemeless.eventstore.log.core;

import io.schemeless.eventstore.log.item.Attributes;
import io.schemeless.eventstore.log.item.Base32;
import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.log.item.Meta;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Cells;
import io.schemeless.eventstore.port.Change;
import io.schemeless.eventstore.port.Condition;
import io.schemeless.eventstore.port.Host;
import io.schemeless.eventstore.port.Put;
import io.schemeless.eventstore.port.Read;
import io.schemeless.eventstore.port.Value;
import io.schemeless.eventstore.store.StoreException;
import io.schemeless.eventstore.store.StoreException.Misconfigured;
import io.schemeless.eventstore.store.StoreException.NoStore;
import io.schemeless.eventstore.store.StoreException.RestoredTable;
import io.schemeless.eventstore.store.StoreException.Throttled;
import io.schemeless.eventstore.store.StoreException.Unavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Reads, remembers and changes the store's [Meta] cell, and creates it in a new table.
public final class Metas {
  private static final int MAX_READS = 5;

  private final Cells cells;
  private final Host host;
  private final boolean founded;
  private volatile @Nullable Meta known;
  private volatile @Nullable String tableId;

  /// @param founded whether a table without one is an error
  Metas(Cells cells, Host host, boolean founded) {
    this.cells = cells;
    this.host = host;
    this.founded = founded;
  }

  /// What this process last saw; it may have been reset since.
  public Meta current() {
    Meta meta = known;
    return meta != null ? meta : refresh();
  }

  /// Reads it consistently, creating it in a new table, and raising it from an earlier format: so
  /// nothing is written, and nothing remembered, under a meta that says less than it should.
  ///
  /// @throws RestoredTable if it was written for another table than the one it lies in
  /// @throws NoStore if there is none and others make the store
  public Meta refresh() {
    for (int attempt = 0; attempt < MAX_READS; attempt++) {
      Cell cell = look();
      if (cell == null) {
        if (founded) {
          throw new NoStore();
        }
        create(known);
        continue;
      }
      Meta raised = raised(checked(Meta.of(cell)));
      if (raised != null) {
        return known = raised;
      }
    }
    throw new Unavailable("the store's meta item changes all the time", null);
  }

  /// A process that starts asks at once which table it is: it has both to wait for before it can do
  /// anything.
  private @Nullable Cell look() {
    if (tableId != null) {
      return cells.get(Keys.META, Read.CONSISTENT);
    }
    List<Callable<Optional<Cell>>> first =
        List.of(
            () -> Optional.ofNullable(cells.get(Keys.META, Read.CONSISTENT)),
            () -> {
              try {
                identity(false);
              } catch (StoreException e) {
                // Who needs it asks again, and hears it.
              }
              return Optional.empty();
            });
    return host.all(first).getFirst().orElse(null);
  }

  /// In the format that this library writes; none if somebody changed the meta meanwhile. Its life
  /// stays, so heads that are remembered, tickets and tokens stay good.
  private @Nullable Meta raised(Meta meta) {
    if (meta.format() == Meta.FORMAT_VERSION) {
      return meta;
    }
    Meta next = meta.raised(randomId(8));
    return cells.put(next.cell(), unchangedSince(meta)) instanceof Put.Written ? next : null;
  }

  /// Whether the store is still the one that `meta` tells of, by a consistent read made now.
  public boolean unchanged(Meta meta) {
    return refresh().sameLife(meta);
  }

  /// Replaces the incarnation in one step; the old one is dead from then on. Returns the new meta,
  /// or that of a reset that came first.
  Meta nextIncarnation() {
    Meta old = refresh();
    Meta next = newMeta(old.store(), old.table(), andItself(old));
    List<Change> changes = new ArrayList<>(fresh(next, unchangedSince(old)));
    changes.add(new Change.Remove(old.keys().counter()));
    @Nullable StoreException failure = tryTransact(changes);
    Meta now = refresh();
    if (!now.incarnation().equals(old.incarnation())) {
      return now;
    }
    if (failure != null) {
      throw failure;
    }
    return nextIncarnation();
  }

  /// A failed call may have been made all the same, so what it threw is kept until the meta was
  /// read.
  private @Nullable StoreException tryTransact(List<Change> changes) {
    try {
      cells.transact(changes);
      return null;
    } catch (Throttled | Unavailable e) {
      return e;
    }
  }

  /// Takes incarnations off the list of the dead, unless the meta has changed meanwhile.
  void bury(Meta seen, List<Meta.Dead> gone) {
    List<Meta.Dead> left = seen.dead().stream().filter(d -> !gone.contains(d)).toList();
    Meta next = seen.changed(seen.epoch(), seen.table(), left, randomId(8));
    cells.put(next.cell(), unchangedSince(seen));
  }

  /// Starts a new epoch, with a counter at `position`, in one step: whoever remembers the old epoch
  /// gets no ticket and no token of it is good any more.
  ///
  /// @param counter as it was seen; if a ticket was taken since, nothing is changed
  public Meta newEpoch(Meta old, @Nullable Cell counter, long position) {
    Meta next = old.changed(old.epoch() + 1, old.table(), old.dead(), randomId(8));
    boolean done =
        cells.transact(
            List.of(
                new Change.Write(next.cell(), unchangedSince(old)),
                new Change.Write(counter(next, position), unchanged(counter))));
    return orElseChanged(done, next);
  }

  private static Condition unchanged(@Nullable Cell counter) {
    return counter == null
        ? new Condition.Absent()
        : new Condition.Is(Attributes.NEXT, new Value.Number(counter.number(Attributes.NEXT)));
  }

  /// Makes a restored table the store's own, so that it serves from it.
  public Meta adopt(Meta old, String table) {
    Meta next = old.changed(old.epoch(), table, old.dead(), randomId(8));
    return orElseChanged(cells.put(next.cell(), unchangedSince(old)) instanceof Put.Written, next);
  }

  private static Meta orElseChanged(boolean done, Meta next) {
    if (!done) {
      throw new Unavailable("the store changed during its repair; run it again", null);
    }
    return next;
  }

  /// Drops the table and creates it again. It stays the same store, so its old tokens say that it
  /// was reset, and a purge deletes its objects. Where this failed half-way there is no table to
  /// read from; what this process remembers will do.
  public void recreate() {
    Meta old = current();
    cells.recreate();
    create(old);
    refresh();
  }

  /// Whoever loses the race to create it reads the winner's.
  ///
  /// @param lost what this process remembers of a table that is gone, or none
  private void create(@Nullable Meta lost) {
    Meta first =
        lost == null
            ? newMeta(randomId(8), identity(true), List.of())
            : newMeta(lost.store(), identity(true), andItself(lost));
    cells.transact(fresh(first, new Condition.Absent()));
  }

  /// The dead, once this incarnation is one of them.
  private List<Meta.Dead> andItself(Meta old) {
    List<Meta.Dead> dead = new ArrayList<>(old.dead());
    dead.add(new Meta.Dead(old.incarnation(), host.now()));
    return dead;
  }

  private Meta checked(Meta meta) {
    if (!meta.isReadable()) {
      throw new Misconfigured(
          "the table has storage format "
              + meta.format()
              + ", this library reads those up to "
              + Meta.FORMAT_VERSION,
          null);
    }
    // The second look is for a table that was dropped and created again under a running process.
    if (!meta.table().equals(identity(false)) && !meta.table().equals(identity(true))) {
      throw new RestoredTable();
    }
    return meta;
  }

  private String identity(boolean anew) {
    String id = tableId;
    if (id == null || anew) {
      id = cells.tableId();
      tableId = id;
    }
    return id;
  }

  private Meta newMeta(String store, String table, List<Meta.Dead> dead) {
    return new Meta(Meta.FORMAT_VERSION, store, randomId(10), 1, table, dead, randomId(8));
  }

  private static Condition.Is unchangedSince(Meta meta) {
    return new Condition.Is(Attributes.REVISION, new Value.Text(meta.revision()));
  }

  private static List<Change> fresh(Meta meta, Condition condition) {
    return List.of(
        new Change.Write(meta.cell(), condition),
        new Change.Write(counter(meta, 0), new Condition.Absent()));
  }

  /// The counter carries the epoch, so that who has not heard of a new one gets no ticket.
  private static Cell counter(Meta meta, long next) {
    return new Cell(
        meta.keys().counter(),
        Map.of(
            Attributes.NEXT, new Value.Number(next),
            Attributes.EPOCH, new Value.Number(meta.epoch())));
  }

  private String randomId(int bytes) {
    return Base32.encode(host.randomBytes(bytes));
  }
}
