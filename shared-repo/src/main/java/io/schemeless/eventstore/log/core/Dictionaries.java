package io.schemeless.eventstore.log.core;

import io.schemeless.eventstore.log.item.CommonText;
import io.schemeless.eventstore.log.item.Dictionary;
import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.log.item.Packed;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Cells;
import io.schemeless.eventstore.port.Condition;
import io.schemeless.eventstore.port.Put;
import io.schemeless.eventstore.port.Range;
import io.schemeless.eventstore.port.Read;
import io.schemeless.eventstore.store.StoreException;
import io.schemeless.eventstore.store.StoreException.CorruptData;
import io.schemeless.eventstore.store.StreamId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The dictionaries of the incarnation that this process works in. A writer uses the newest one
/// that it knows to be in the table, and makes one of what passes through it when there is none, or
/// when a new one would be much better. That is only ever a saving: where it fails, bodies are
/// stored without.
public final class Dictionaries {
  /// A new dictionary must make what was seen last so much smaller.
  private static final double BETTER = 0.8;

  /// How much worse than before bodies must be packed to try another dictionary.
  private static final double WORSE = 1.25;

  /// How many times as many events each next try waits for than the one before.
  private static final int LATER = 20;

  private static final int MOST_EVENTS = 100_000;

  private static final int MAX_NUMBER = 1_000;

  private final Cells cells;
  private final int after;
  private volatile @Nullable Known known;

  /// @param after how many events make the first one; 0 for none at all
  Dictionaries(Cells cells, int after) {
    this.cells = cells;
    this.after = after;
  }

  /// What is known of one incarnation.
  private static final class Known {
    private final Keys keys;
    private final Map<Integer, Dictionary> read = new ConcurrentHashMap<>();

    /// That of the body before: most are packed with the same one.
    private volatile @Nullable Dictionary last;

    private final CommonText seen = new CommonText();
    private volatile boolean looked;
    private volatile @Nullable Dictionary newest;
    private int events;
    private int due;

    /// The least share of their length that bodies were packed to with the newest one; 0 if that is
    /// not known.
    private double share;

    Known(Keys keys, int due) {
      this.keys = keys;
      this.due = due;
    }
  }

  private Known of(Keys keys) {
    Known now = known;
    if (now == null || !now.keys.equals(keys)) {
      now = new Known(keys, after);
      known = now;
    }
    return now;
  }

  /// @throws CorruptData if the dictionary that it names is missing or altered
  public byte[] unpack(Keys keys, Packed packed) {
    return packed.dictionary() == 0
        ? packed.unpack()
        : packed.unpack(get(of(keys), packed.dictionary()));
  }

  private Dictionary get(Known now, int number) {
    Dictionary last = now.last;
    if (last != null && last.number() == number) {
      return last;
    }
    Dictionary dictionary = now.read.get(number);
    if (dictionary == null) {
      Cell cell = cells.get(now.keys.dictionary(number), Read.CONSISTENT);
      if (cell == null) {
        throw new CorruptData("a dictionary of stored bodies is missing");
      }
      dictionary = Dictionary.of(cell);
      now.read.put(number, dictionary);
    }
    now.last = dictionary;
    return dictionary;
  }

  /// Whether [#look] has anything to find out before the first append.
  public boolean isLookDue(Keys keys) {
    return after > 0 && !of(keys).looked;
  }

  /// Finds out which dictionary is the newest.
  public void look(Keys keys) {
    Known now = of(keys);
    now.looked = true;
    try {
      Range last =
          new Range(keys.dictionaries(), Keys.LOWEST, Keys.HIGHEST, true, 1, Read.EVENTUAL);
      List<Cell> found = cells.query(last).cells();
      if (!found.isEmpty()) {
        learn(now, Dictionary.of(found.getFirst()));
      }
    } catch (StoreException e) {
      // Then without.
    }
  }

  private static void learn(Known now, Dictionary dictionary) {
    now.read.put(dictionary.number(), dictionary);
    Dictionary newest = now.newest;
    if (newest == null || newest.number() < dictionary.number()) {
      now.newest = dictionary;
    }
  }

  /// What new bodies are packed with; none where there is none.
  public @Nullable Dictionary current(Keys keys) {
    return after > 0 ? of(keys).newest : null;
  }

  /// Takes note of what was appended.
  ///
  /// @param events how many are in the body
  public void appended(Keys keys, StreamId stream, byte[] body, int events) {
    if (after == 0) {
      return;
    }
    Known now = of(keys);
    synchronized (now) {
      now.seen.add(stream, body);
      now.events += events;
    }
  }

  /// Makes a dictionary when enough was appended; takes some ten milliseconds then, so it is asked
  /// for when all who wait are answered.
  public void makeIfDue() {
    Known now = known;
    if (now == null) {
      return;
    }
    synchronized (now) {
      if (after == 0 || now.events < now.due) {
        return;
      }
      now.events = 0;
      now.due = Math.min(LATER * now.due, MOST_EVENTS);
    }
    make(now);
  }

  /// Whether and what to make. A dictionary was found good or made good for what there was then;
  /// only when what comes now is packed far worse, another one is tried.
  private void make(Known now) {
    look(now.keys);
    Dictionary made = null;
    synchronized (now) {
      Dictionary newest = now.newest;
      double share = newest == null ? 1 : now.seen.packedBy(newest);
      if (newest != null && (now.share == 0 || share <= now.share * WORSE)) {
        now.share = now.share == 0 ? share : Math.min(share, now.share);
        return;
      }
      int number = newest == null ? 1 : newest.number() + 1;
      byte @Nullable [] common = number <= MAX_NUMBER ? now.seen.common() : null;
      if (common != null) {
        Dictionary candidate = new Dictionary(number, common);
        double better = now.seen.packedBy(candidate);
        if (better <= share * BETTER) {
          made = candidate;
          now.share = better;
        }
      }
    }
    if (made != null) {
      put(now, made);
    }
  }

  /// Whoever comes first with a number decides what it stands for.
  private void put(Known now, Dictionary made) {
    try {
      Dictionary there =
          switch (cells.put(made.cell(now.keys), new Condition.Absent())) {
            case Put.Written _ -> made;
            case Put.Refused(var other) -> Dictionary.of(Objects.requireNonNull(other));
          };
      learn(now, there);
    } catch (StoreException e) {
      // It may or may not be there; who looks will find out.
    }
  }
}
