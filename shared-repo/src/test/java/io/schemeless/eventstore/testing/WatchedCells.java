package io.schemeless.eventstore.testing;

import io.schemeless.eventstore.conformance.ForwardingCells;
import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.CellPage;
import io.schemeless.eventstore.port.Cells;
import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.port.Range;
import io.schemeless.eventstore.port.Read;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Notes what is read, and answers queries in pieces or late, if told to.
public final class WatchedCells extends ForwardingCells {
  public final List<String> asked = new ArrayList<>();

  /// No query brings more cells than this.
  public int longest = Integer.MAX_VALUE;

  /// No query at half the price shows more than this.
  public int visible = Integer.MAX_VALUE;

  public WatchedCells(Cells cells) {
    super(cells);
  }

  private static String price(Read read) {
    return read == Read.EVENTUAL ? "half price, " : "full price, ";
  }

  @Override
  public CellPage query(Range range) {
    asked.add(price(range.read()) + range.limit());
    CellPage all = super.query(range);
    int most = range.read() == Read.EVENTUAL ? Math.min(longest, visible) : longest;
    return all.cells().size() <= most
        ? all
        : new CellPage(all.cells().subList(0, most), most == longest);
  }

  @Override
  public @Nullable Cell get(Key key, Read read) {
    asked.add(key.equals(Keys.META) ? "meta" : price(read) + "one");
    return super.get(key, read);
  }

  @Override
  public Map<Key, Cell> getAll(Collection<Key> keys, Read read) {
    asked.add(price(read) + keys.size() + " by key");
    return super.getAll(keys, read);
  }
}
