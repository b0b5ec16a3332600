package io.schemeless.eventstore.log;

import io.schemeless.eventstore.log.append.Appender;
import io.schemeless.eventstore.log.core.Resetter;
import io.schemeless.eventstore.log.core.StoreContext;
import io.schemeless.eventstore.log.item.Meta;
import io.schemeless.eventstore.log.prefix.ClosedPrefix;
import io.schemeless.eventstore.log.read.FencedReads;
import io.schemeless.eventstore.log.read.Finder;
import io.schemeless.eventstore.log.read.Lister;
import io.schemeless.eventstore.log.read.QueryReader;
import io.schemeless.eventstore.log.read.Replayer;
import io.schemeless.eventstore.log.read.Starts;
import io.schemeless.eventstore.log.read.StreamReader;
import io.schemeless.eventstore.port.Cells;
import io.schemeless.eventstore.port.Host;
import io.schemeless.eventstore.port.ObjectStore;
import io.schemeless.eventstore.port.Observer;
import io.schemeless.eventstore.store.AppendOutcome;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.AppendResult;
import io.schemeless.eventstore.store.ContinuationToken;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.EventPage;
import io.schemeless.eventstore.store.EventQuery;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.PurgeState;
import io.schemeless.eventstore.store.ReplayFilter;
import io.schemeless.eventstore.store.StartPoint;
import io.schemeless.eventstore.store.StoreInfo;
import io.schemeless.eventstore.store.StoreOptions;
import io.schemeless.eventstore.store.StreamId;
import io.schemeless.eventstore.store.StreamList;
import io.schemeless.eventstore.store.StreamPage;
import io.schemeless.eventstore.store.StreamQuery;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The event store over the two ports. A new table is given its first incarnation by whoever uses
/// it first.
public final class LogEventStore implements EventStore {
  private final StoreContext context;
  private final Appender appender;
  private final Replayer replayer;
  private final StreamReader streams;
  private final QueryReader queries;
  private final Finder finder;
  private final Starts starts;
  private final Lister lister;
  private final Resetter resetter;
  private final Runnable onClose;

  public LogEventStore(Cells cells, ObjectStore objects, Host host, StoreOptions options) {
    this(cells, objects, host, options, Observer.NONE, () -> {});
  }

  /// @param onClose closes what the ports hold
  public LogEventStore(
      Cells cells,
      ObjectStore objects,
      Host host,
      StoreOptions options,
      Observer observer,
      Runnable onClose) {
    this.context = StoreContext.of(cells, objects, host, options, observer);
    FencedReads reads = new FencedReads(context.metas());
    ClosedPrefix prefix = new ClosedPrefix(context);
    this.appender = new Appender(context, prefix);
    this.queries = new QueryReader(context, reads, prefix);
    this.replayer = new Replayer(context, reads, queries);
    this.streams = new StreamReader(context, reads);
    this.finder = new Finder(context, reads);
    this.starts = new Starts(context, reads, finder);
    this.lister = new Lister(context, reads);
    this.resetter = new Resetter(context);
    this.onClose = onClose;
  }

  @Override
  public AppendResult append(AppendRequest request) {
    return appender.append(request);
  }

  @Override
  public List<AppendOutcome> appendAll(List<AppendRequest> requests) {
    return appender.appendAll(requests);
  }

  @Override
  public EventPage replay(
      @Nullable ContinuationToken after, PageLimits limits, ReplayFilter filter) {
    return replayer.replay(after, limits, filter);
  }

  @Override
  public ContinuationToken tokenAt(StartPoint start, ReplayFilter filter) {
    return starts.token(start, filter);
  }

  @Override
  public ContinuationToken tokenAt(StartPoint start, EventQuery query) {
    return starts.token(start, query);
  }

  @Override
  public EventPage query(EventQuery query, @Nullable ContinuationToken after, PageLimits limits) {
    return queries.query(query, after, limits);
  }

  @Override
  public long numberAt(ContinuationToken token) {
    return queries.numberAt(token);
  }

  @Override
  public int pageSize() {
    return context.options().pageSize();
  }

  @Override
  public StreamPage readStream(StreamQuery query) {
    return streams.read(query);
  }

  @Override
  public long streamVersion(StreamId stream) {
    return streams.version(stream);
  }

  @Override
  public StreamList listStreams(
      @Nullable String domain, @Nullable ContinuationToken after, int limit) {
    return lister.list(domain, after, limit);
  }

  @Override
  public Optional<Event> event(String id) {
    return finder.event(id);
  }

  @Override
  public Optional<Event> event(String id, String source) {
    return finder.event(id, source);
  }

  @Override
  public EventPage chain(Chain chain, @Nullable ContinuationToken after, PageLimits limits) {
    return finder.chain(chain, after, limits);
  }

  @Override
  public PurgeState reset(Duration budget) {
    return resetter.reset(budget);
  }

  @Override
  public PurgeState purge(Duration budget) {
    return resetter.purge(budget);
  }

  @Override
  public void recreate() {
    context.metas().recreate();
  }

  @Override
  public StoreInfo info() {
    Meta meta = context.metas().refresh();
    return new StoreInfo(meta.incarnation(), meta.epoch(), meta.format());
  }

  @Override
  public void close() {
    onClose.run();
  }
}
