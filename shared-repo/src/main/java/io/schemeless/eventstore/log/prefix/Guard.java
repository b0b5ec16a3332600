package io.schemeless.eventstore.log.prefix;

import io.schemeless.eventstore.log.core.Heads;
import io.schemeless.eventstore.log.core.StoreContext;
import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.log.item.LogEntry;
import io.schemeless.eventstore.log.item.Meta;
import io.schemeless.eventstore.store.AppendCondition;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.AppendResult;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.EventQuery;
import io.schemeless.eventstore.store.ExpectedVersion;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.StoreException;
import io.schemeless.eventstore.store.StoreException.ConditionFailed;
import io.schemeless.eventstore.store.StoreException.ConditionFailed.Match;
import io.schemeless.eventstore.store.StoreException.StoreWasReset;
import io.schemeless.eventstore.store.StoreException.TokenRejected;
import io.schemeless.eventstore.store.StoreException.VersionConflict;
import io.schemeless.eventstore.store.StreamId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Holds what an append requires of the log against it.
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

    /// What may not come, if tags name all that it requires.
    private @Nullable EventQuery tagged() {
      return condition != null
              && versions.isEmpty()
              && QueryPages.isIndexed(condition.failIfEventsMatch())
          ? condition.failIfEventsMatch()
          : null;
    }

    /// Why it does not hold once another request has been appended; none if that does not matter to
    /// it, or its token is not good here.
    public @Nullable ConditionFailed brokenBy(Meta meta, AppendRequest other, AppendResult made) {
      if (condition == null) {
        return null;
      }
      try {
        startIn(meta, condition);
      } catch (TokenRejected | StoreWasReset _) {
        return null;
      }
      if (from.position() > made.position()) {
        return null;
      }
      List<Match> matches = new ArrayList<>();
      for (int i = 0; i < other.events().size() && matches.size() < TOLD; i++) {
        NewEvent event = other.events().get(i);
        if (condition.failIfEventsMatch().wants(event.type(), event.tags())) {
          AppendResult.Appended at = made.events().get(i);
          matches.add(new Match(made.position(), at.index(), at.id()));
        }
      }
      return matches.isEmpty() ? null : new ConditionFailed(matches);
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
  /// @param likely whether it probably holds where its caller has read: then nothing is looked at
  /// @return why the append is refused, or none
  /// @throws StoreException if the token of the condition is not good here
  public @Nullable StoreException now(Meta meta, Required required, boolean likely) {
    AppendCondition condition = required.condition;
    if (condition == null) {
      return null;
    }
    required.startIn(meta, condition);
    if (likely && condition.after() != null && required.tagged() != null) {
      return null;
    }
    long decided = prefix.mark(meta);
    ConditionFailed failed = failed(meta, condition, required.from, EVERYTHING);
    if (failed == null) {
      required.from = required.from.or(Cursor.after(decided));
    }
    return failed;
  }

  /// From where on what lies below a position matters.
  public long first(Required required) {
    return required.first();
  }

  /// What may not lie below a position, if that is all and tags name it; none where all that lies
  /// there must be decided before [#below] may be asked.
  public @Nullable EventQuery tagged(Required required) {
    return required.tagged();
  }

  /// Looks at what is committed below a position. A refusal is final; that there is none is, where
  /// nothing there may come to be committed that matters.
  ///
  /// @param watch of what lies there
  /// @return why the append is refused, or none
  public @Nullable StoreException below(Meta meta, Required required, long position, Watch watch) {
    AppendCondition condition = required.condition;
    if (condition != null) {
      List<LogEntry> whole = watch.whole(required.from.position());
      ConditionFailed failed =
          whole == null
              ? failed(meta, condition, required.from, position)
              : failed(meta, condition, required.from, whole);
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

  private @Nullable ConditionFailed failed(
      Meta meta, AppendCondition condition, Cursor from, List<LogEntry> whole) {
    PageBuilder page = new PageBuilder(PageLimits.ofEvents(TOLD));
    new QueryPages(context, meta.keys(), condition.failIfEventsMatch(), page, _ -> true)
        .fill(whole, from);
    return page.isEmpty() ? null : new ConditionFailed(matches(page.events()));
  }

  private static List<Match> matches(List<Event> events) {
    return events.stream().map(e -> new Match(e.position(), e.index(), e.id())).toList();
  }
}
