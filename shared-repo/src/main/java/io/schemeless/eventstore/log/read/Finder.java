package io.schemeless.eventstore.log.read;

import io.schemeless.eventstore.log.core.StoreContext;
import io.schemeless.eventstore.log.item.Claim;
import io.schemeless.eventstore.log.item.CommitId;
import io.schemeless.eventstore.log.item.EventIds;
import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.log.item.LogEntry;
import io.schemeless.eventstore.log.item.Meta;
import io.schemeless.eventstore.log.item.Slot;
import io.schemeless.eventstore.log.prefix.Cursor;
import io.schemeless.eventstore.log.prefix.PageBuilder;
import io.schemeless.eventstore.log.prefix.PageFiller;
import io.schemeless.eventstore.log.prefix.SlotLoader;
import io.schemeless.eventstore.log.prefix.Tokens;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.CellPage;
import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.port.Range;
import io.schemeless.eventstore.port.Read;
import io.schemeless.eventstore.store.ContinuationToken;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.EventPage;
import io.schemeless.eventstore.store.FindEvents.Chain;
import io.schemeless.eventstore.store.Names;
import io.schemeless.eventstore.store.PageLimits;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds single events by their ids, and the events of causal chains.
public final class Finder {
  /// A page of a chain ends after this many records, even if it found nothing: correlation and
  /// causation ids share them.
  private static final int MAX_RECORDS = 1_000;

  /// In the token of a chain. An append under way below it may not have been seen, so it is no
  /// place from which a condition can go on, and reads as none.
  private static final int OF_A_CHAIN = 0;

  private final StoreContext context;
  private final FencedReads reads;

  public Finder(StoreContext context, FencedReads reads) {
    this.context = context;
    this.reads = reads;
  }

  public Optional<Event> event(String id) {
    return reads.read(meta -> Optional.ofNullable(find(meta, id)));
  }

  public Optional<Event> event(String id, String source) {
    return reads.read(meta -> Optional.ofNullable(find(meta, id, source)));
  }

  @Nullable Event find(Meta meta, String id) {
    if (Names.fault(id) != null) {
      return null;
    }
    EventIds.Place own = EventIds.parse(id, meta.incarnation());
    if (own != null) {
      return at(meta, own.position(), own.index(), null, id);
    }
    return claimed(meta, meta.keys().eventClaim(id), id);
  }

  @Nullable Event find(Meta meta, String id, String source) {
    Event both = claimed(meta, meta.keys().sourceClaim(source, id), id);
    if (both != null) {
      return both;
    }
    Event alone = find(meta, id);
    return alone != null && source.equals(alone.source()) ? alone : null;
  }

  private @Nullable Event claimed(Meta meta, Key key, String id) {
    Cell cell = context.cells().get(key, Read.CONSISTENT);
    if (cell == null) {
      return null;
    }
    Claim claim = Claim.of(cell);
    return at(meta, claim.position(), claim.index(), claim.id(), id);
  }

  /// @param by the attempt that must have committed there, or none for any
  private @Nullable Event at(
      Meta meta, long position, int index, @Nullable CommitId by, String id) {
    Slot slot = context.slots().slot(meta.keys(), position, Read.CONSISTENT);
    if (!(slot instanceof Slot.Committed committed)
        || (by != null && !by.equals(committed.commitId()))) {
      return null;
    }
    SlotLoader loader = new SlotLoader(context, meta.keys(), ref -> ref.indexes().find(index) >= 0);
    List<LogEntry> entry = List.of(new LogEntry(position, committed));
    return loader.load(entry, 1, 0).getFirst().events().stream()
        .filter(event -> event.index() == index && event.id().equals(id))
        .findFirst()
        .orElse(null);
  }

  public EventPage chain(Chain chain, @Nullable ContinuationToken after, PageLimits limits) {
    Names.require("id", chain.id());
    return reads.readFrom(
        after,
        TokenScope.of(chain),
        Finder::read,
        Cursor.START,
        (meta, start) -> chain(meta, start, chain, limits));
  }

  private EventPage chain(Meta meta, Cursor start, Chain chain, PageLimits limits) {
    PageBuilder page = new PageBuilder(limits);
    SlotLoader loader = new SlotLoader(context, meta.keys(), _ -> true);
    PageFiller filler = new PageFiller(loader, page, event -> belongs(event, chain));
    Cursor cursor = start;
    CellPage slice;
    int records = 0;
    int asked = limits.events();
    do {
      slice = context.cells().query(range(meta.keys(), chain, cursor, asked));
      Cursor end = filler.fill(committed(meta.keys(), slice.cells()), cursor);
      if (end != null) {
        return page(meta, chain, page, end, false);
      }
      if (!slice.cells().isEmpty()) {
        cursor = Cursor.after(Keys.numberOf(slice.cells().getLast().key()));
      }
      records += slice.cells().size();
      asked = Math.min(2 * asked, MAX_RECORDS);
    } while (slice.more() && !page.isFull() && records < MAX_RECORDS);
    return page(meta, chain, page, cursor, !slice.more());
  }

  private static EventPage page(
      Meta meta, Chain chain, PageBuilder page, Cursor next, boolean caughtUp) {
    ContinuationToken token =
        Tokens.of(
            meta,
            TokenScope.of(chain),
            out -> {
              out.writeLong(next.position());
              out.writeInt(next.index());
              out.writeByte(OF_A_CHAIN);
            });
    return new EventPage(page.events(), token, next.position(), caughtUp);
  }

  /// Earlier libraries did not write the byte.
  private static Cursor read(DataInputStream in) throws IOException {
    Cursor cursor = Cursor.read(in);
    in.read();
    return cursor;
  }

  private static Range range(Keys keys, Chain chain, Cursor from, int limit) {
    return new Range(
        keys.chain(chain.id()),
        Keys.number(from.position()),
        Keys.HIGHEST,
        false,
        limit,
        Read.CONSISTENT);
  }

  private static boolean belongs(Event event, Chain chain) {
    return switch (chain) {
      case Chain.Correlation(var id) -> id.equals(event.correlationId());
      case Chain.Causation(var id) -> id.equals(event.causationId());
    };
  }

  /// The committed slots among those that records point to.
  private List<LogEntry> committed(Keys keys, List<Cell> records) {
    List<Key> slots = records.stream().map(r -> new Key(keys.log(), r.key().sort())).toList();
    Map<Key, Cell> found = context.cells().getAll(slots, Read.CONSISTENT);
    List<LogEntry> entries = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      Cell slot = found.get(slots.get(i));
      if (slot != null
          && Slot.of(slot) instanceof Slot.Committed committed
          && committed.commitId().equals(CommitId.of(records.get(i)))) {
        entries.add(new LogEntry(Keys.numberOf(slots.get(i)), committed));
      }
    }
    return entries;
  }
}
