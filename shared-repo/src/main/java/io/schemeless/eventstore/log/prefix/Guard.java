package io.schemeless.eventstore.log.prefix;

import io.schemeless.eventstore.log.core.Heads;
import io.schemeless.eventstore.log.core.StoreContext;
import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.log.item.Meta;
import io.schemeless.eventstore.store.AppendCondition;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.ExpectedVersion;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.StoreException;
import io.schemeless.eventstore.store.StoreException.ConditionFailed;
import io.schemeless.eventstore.store.StoreException.ConditionFailed.Match;
import io.schemeless.eventstore.store.StoreException.VersionConflict;
import io.schemeless.eventstore.store.StreamId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Holds what an append requires of the log against it. Below a position under which everything is
/// decided, the answer is final.
public final class Guard {
  /// How many of the events that break a condition are told.
  private static final int TOLD = 3;

  private static final long EVERYTHING = Keys.MAX_NUMBER;

  private final StoreContext context;
  private final Heads heads;
  private final ClosedPrefix prefix;

  public Guard(StoreContext context, Heads heads, ClosedPrefix prefix) {
    this.context = context;
    this.heads = heads;
    this.prefix = prefix;
  }

  /// What one append requires, as far as it is known.
  public static final class Required {
    private final @Nullable AppendCondition condition;
    private final Map<StreamId, ExpectedVersion> versions;
    private @Nullable Meta life;
    private Cursor from = Cursor.START;

    /// @param versions of streams that have no event in the append
    public Required(@Nullable AppendCondition condition, Map<StreamId, ExpectedVersion> versions) {
      this.condition = condition;
      this.versions = Map.copyOf(versions);
    }

    /// The first position that matters to it.
    private long first() {
      return versions.isEmpty() ? from.position() : 1;
    }

    /// Its place in the log for this life of the store.
    private void startIn(Meta meta, AppendCondition given) {
      if (life == null || !life.sameLife(meta)) {
        from = given.after() == null ? Cursor.START : Cursor.of(given.after(), meta);
        life = meta;
      }
    }
  }

  /// Looks at what is committed now; what is not yet decided may still break it.
  ///
  /// @return why the append is refused, or none
  /// @throws StoreException if the token of the condition is not good here
  public @Nullable StoreException now(Meta meta, Required required) {
    AppendCondition condition = required.condition;
    if (condition == null) {
      return null;
    }
    required.startIn(meta, condition);
    long decided = prefix.mark(meta);
    ConditionFailed failed = failed(meta, condition, required.from, EVERYTHING);
    if (failed == null) {
      required.from = required.from.or(Cursor.after(decided));
    }
    return failed;
  }

  /// From where on everything below a position must be decided before [#below] may be asked.
  public long first(Required required) {
    return required.first();
  }

  /// Looks at what lies below a position, all of which is decided.
  ///
  /// @return why the append is refused, or none
  public @Nullable StoreException below(Meta meta, Required required, long position) {
    AppendCondition condition = required.condition;
    if (condition != null) {
      ConditionFailed failed = failed(meta, condition, required.from, position);
      if (failed != null) {
        return failed;
      }
    }
    for (Map.Entry<StreamId, ExpectedVersion> each : required.versions.entrySet()) {
      long version = heads.versionBelow(meta.keys(), each.getKey(), position);
      if (!each.getValue().admits(version)) {
        return new VersionConflict(each.getKey(), each.getValue(), version);
      }
    }
    return null;
  }

  private @Nullable ConditionFailed failed(
      Meta meta, AppendCondition condition, Cursor from, long below) {
    @Nullable Cursor next = from;
    while (next != null) {
      PageBuilder page = new PageBuilder(PageLimits.ofEvents(TOLD));
      QueryPages pages =
          new QueryPages(context, meta.keys(), condition.failIfEventsMatch(), page, _ -> true);
      next = pages.fill(next, below);
      if (!page.isEmpty()) {
        return new ConditionFailed(matches(page.events()));
      }
    }
    return null;
  }

  private static List<Match> matches(List<Event> events) {
    return events.stream().map(e -> new Match(e.position(), e.index(), e.id())).toList();
  }
}
