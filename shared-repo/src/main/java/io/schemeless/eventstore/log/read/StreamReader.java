package io.schemeless.eventstore.log.read;

import io.schemeless.eventstore.log.core.CommitReader;
import io.schemeless.eventstore.log.core.Deadline;
import io.schemeless.eventstore.log.core.Heads;
import io.schemeless.eventstore.log.core.StoreContext;
import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.log.item.Meta;
import io.schemeless.eventstore.log.prefix.PageBuilder;
import io.schemeless.eventstore.port.Read;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.Names;
import io.schemeless.eventstore.store.StoreException.Unavailable;
import io.schemeless.eventstore.store.StreamId;
import io.schemeless.eventstore.store.StreamPage;
import io.schemeless.eventstore.store.StreamQuery;
import io.schemeless.eventstore.store.StreamQuery.Direction;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/// Reads single streams, forward and backward.
public final class StreamReader {
  private static final int MAX_WALKS = 5;
  private static final Duration TIME_TO_SETTLE = Duration.ofSeconds(20);

  private final StoreContext context;
  private final FencedReads reads;
  private final Heads heads;

  public StreamReader(StoreContext context, FencedReads reads) {
    this.context = context;
    this.reads = reads;
    this.heads = new Heads(context);
  }

  public long version(StreamId stream) {
    Names.require(stream);
    return reads.read(meta -> version(meta, stream));
  }

  private long version(Meta meta, StreamId stream) {
    Deadline deadline = Deadline.in(context.host(), TIME_TO_SETTLE);
    return heads.read(meta, stream, Read.CONSISTENT, deadline).version();
  }

  public StreamPage read(StreamQuery query) {
    Names.require(query.stream());
    return reads.read(
        meta ->
            query.direction() == Direction.FORWARD ? forward(meta, query) : backward(meta, query));
  }

  /// A commit that was under way during the walk may be committed after it; then there is something
  /// to show, and the next walk meets it.
  private StreamPage forward(Meta meta, StreamQuery query) {
    for (int i = 0; i < MAX_WALKS; i++) {
      StreamPage page = walkForward(meta, query);
      if (!page.events().isEmpty() || page.next() == null) {
        return page;
      }
    }
    throw new Unavailable("the stream changed again and again during the read", null);
  }

  private StreamPage walkForward(Meta meta, StreamQuery query) {
    long from = query.from() == null ? 1 : Math.min(query.from(), Keys.MAX_NUMBER);
    CommitWalk.Found found = walk(meta, query).forward(from);
    PageBuilder page = new PageBuilder(query.limits());
    boolean all = fill(meta, found, page, event -> event.sequence() >= from, false);
    long read = lastOf(found);
    boolean complete = all && found.toEnd();
    long version = complete && read > 0 ? read : version(meta, query.stream());
    long next = page.isEmpty() ? from : page.events().getLast().sequence() + 1;
    return new StreamPage(page.events(), version, next > version ? null : Long.valueOf(next));
  }

  private StreamPage backward(Meta meta, StreamQuery query) {
    long from = query.from() == null ? Keys.MAX_NUMBER : Math.min(query.from(), Keys.MAX_NUMBER);
    CommitWalk.Found found = walk(meta, query).backward(from);
    PageBuilder page = new PageBuilder(query.limits());
    fill(meta, found, page, event -> event.sequence() <= from, true);
    long version = query.from() == null ? newestOf(found) : version(meta, query.stream());
    long next = page.isEmpty() ? 0 : page.events().getLast().sequence() - 1;
    return new StreamPage(page.events(), version, next < 1 ? null : Long.valueOf(next));
  }

  private CommitWalk walk(Meta meta, StreamQuery query) {
    return new CommitWalk(
        context, meta.keys(), query.stream(), query.limits().events(), query.limits().bytes());
  }

  private static long newestOf(CommitWalk.Found found) {
    return found.commits().isEmpty() ? 0 : found.commits().getFirst().last();
  }

  private static long lastOf(CommitWalk.Found found) {
    return found.commits().isEmpty() ? 0 : found.commits().getLast().last();
  }

  /// Puts the commits' events onto a page; false if not all wanted ones fit.
  private boolean fill(
      Meta meta,
      CommitWalk.Found found,
      PageBuilder page,
      Predicate<Event> wanted,
      boolean newestFirst) {
    CommitReader reader = new CommitReader(context, meta.keys());
    for (List<Event> events : reader.read(found.commits())) {
      List<Event> ordered = newestFirst ? events.reversed() : events;
      for (Event event : ordered) {
        if (wanted.test(event) && !page.add(event)) {
          return false;
        }
      }
    }
    return true;
  }
}
