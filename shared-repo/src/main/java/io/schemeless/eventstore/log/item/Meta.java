package io.schemeless.eventstore.log.item;

import static io.schemeless.eventstore.log.item.Attributes.DEAD;
import static io.schemeless.eventstore.log.item.Attributes.EPOCH;
import static io.schemeless.eventstore.log.item.Attributes.FORMAT;
import static io.schemeless.eventstore.log.item.Attributes.INCARNATION;
import static io.schemeless.eventstore.log.item.Attributes.REVISION;
import static io.schemeless.eventstore.log.item.Attributes.STORE;
import static io.schemeless.eventstore.log.item.Attributes.TABLE;

import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Value;
import io.schemeless.eventstore.store.StoreException.CorruptData;
import java.util.List;
import java.util.Map;

/// The store's identity card, one cell.
///
/// @param format the storage format's version
/// @param store names the store for ever
/// @param incarnation new with each reset
/// @param epoch new with each repair
/// @param table the table that it was written for
/// @param dead earlier incarnations that may still have cells or objects
/// @param revision new with each change of this cell
public record Meta(
    int format,
    String store,
    String incarnation,
    long epoch,
    String table,
    List<Dead> dead,
    String revision) {
  /// What this library writes. It reads all formats up to this one.
  public static final int FORMAT_VERSION = 4;

  private static final int OLDEST_FORMAT = 1;

  public Meta {
    dead = List.copyOf(dead);
  }

  /// @param since when it was reset, in milliseconds since 1970
  public record Dead(String incarnation, long since) {}

  /// The same life of the same store, changed.
  public Meta changed(long newEpoch, String newTable, List<Dead> newDead, String newRevision) {
    return new Meta(format, store, incarnation, newEpoch, newTable, newDead, newRevision);
  }

  /// Whether this library can read what is stored in its format.
  public boolean isReadable() {
    return format >= OLDEST_FORMAT && format <= FORMAT_VERSION;
  }

  /// The same life of the same store, in the format that this library writes.
  public Meta raised(String newRevision) {
    return new Meta(FORMAT_VERSION, store, incarnation, epoch, table, dead, newRevision);
  }

  public Keys keys() {
    return new Keys(incarnation);
  }

  /// Whether what was read under one is still true under the other.
  public boolean sameLife(Meta other) {
    return incarnation.equals(other.incarnation) && epoch == other.epoch;
  }

  /// Whether it is or was the store's, as far as this tells.
  public boolean lists(String other) {
    return other.equals(incarnation)
        || dead.stream().anyMatch(gone -> gone.incarnation.equals(other));
  }

  public Cell cell() {
    return new Cell(
        Keys.META,
        Map.of(
            FORMAT, new Value.Number(format),
            STORE, new Value.Text(store),
            INCARNATION, new Value.Text(incarnation),
            EPOCH, new Value.Number(epoch),
            TABLE, new Value.Text(table),
            DEAD, new Value.Texts(dead.stream().map(d -> d.incarnation + "@" + d.since).toList()),
            REVISION, new Value.Text(revision)));
  }

  /// @throws CorruptData if the cell is not what the store writes
  public static Meta of(Cell cell) {
    return Decoding.of("meta", cell, Meta::decode);
  }

  private static Meta decode(Cell cell) {
    String living = incarnation(cell.text(INCARNATION));
    List<Dead> dead = cell.texts(DEAD).stream().map(Meta::dead).toList();
    if (dead.stream().anyMatch(d -> d.incarnation.equals(living))) {
      throw new IllegalArgumentException("the incarnation that lives is said to be dead");
    }
    return new Meta(
        Math.toIntExact(cell.number(FORMAT)),
        cell.text(STORE),
        living,
        cell.number(EPOCH),
        cell.text(TABLE),
        dead,
        cell.text(REVISION));
  }

  private static Dead dead(String text) {
    int at = text.indexOf('@');
    return new Dead(incarnation(text.substring(0, at)), Long.parseLong(text.substring(at + 1)));
  }

  /// A purge deletes whatever starts with an incarnation, so it must be one.
  private static String incarnation(String text) {
    if (!text.matches(Keys.INCARNATION)) {
      throw new IllegalArgumentException("not an incarnation");
    }
    return text;
  }
}
