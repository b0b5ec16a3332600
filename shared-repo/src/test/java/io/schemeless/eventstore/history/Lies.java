package io.schemeless.eventstore.history;

import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.store.AppendCondition;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.AppendResult;
import io.schemeless.eventstore.store.ContinuationToken;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.EventPage;
import io.schemeless.eventstore.store.EventQuery;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.ExpectedVersion;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.PurgeState;
import io.schemeless.eventstore.store.ReplayFilter;
import io.schemeless.eventstore.store.StoreException;
import io.schemeless.eventstore.store.StreamId;
import io.schemeless.eventstore.store.StreamPage;
import io.schemeless.eventstore.store.StreamQuery;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Stores that break one promise each.
record Lies(EventStore store) {

  /// Appends something else than it is asked for, or answers otherwise.
  EventStore appending(Function<AppendRequest, AppendResult> append) {
    return new ForwardingStore(store) {
      @Override
      public AppendResult append(AppendRequest request) {
        return append.apply(request);
      }
    };
  }

  /// Appends, and says what the promise does not allow.
  EventStore answering(Consumer<AppendRequest> append, StoreException answer) {
    return appending(
        request -> {
          append.accept(request);
          throw answer;
        });
  }

  EventStore losingItsAnswer(Consumer<AppendRequest> append) {
    return answering(append, new StoreException.OutcomeUnknown("lost", null));
  }

  EventStore refusingWhatItMakes() {
    return answering(store::append, new StoreException.VersionConflict(StreamId.of("d"), 1, 2));
  }

  EventStore answeringConflicts() {
    return answering(_ -> {}, new StoreException.VersionConflict(StreamId.of("d"), 1, 2));
  }

  /// Leaves out a stream's newest event.
  EventStore shorteningStreams() {
    return new ForwardingStore(store) {
      @Override
      public StreamPage readStream(StreamQuery query) {
        StreamPage page = super.readStream(query);
        return new StreamPage(
            page.events().subList(0, page.events().size() - 1), page.version() - 1, null);
      }
    };
  }

  AppendResult twice(AppendRequest request) {
    store.append(request);
    return store.append(request);
  }

  AppendResult half(AppendRequest request) {
    return store.append(AppendRequest.of(request.events().getFirst()));
  }

  AppendResult whateverTheVersion(AppendRequest request) {
    return store.append(AppendRequest.of(request.events()));
  }

  AppendResult elsewhere(AppendRequest request) {
    AppendResult result = store.append(request);
    return new AppendResult(
        result.position() + 1, result.recorded(), result.events(), result.repeated());
  }

  /// Replays other events than are there.
  EventStore showing(UnaryOperator<List<Event>> change) {
    return new ForwardingStore(store) {
      @Override
      public EventPage replay(
          @Nullable ContinuationToken after, PageLimits limits, ReplayFilter filter) {
        EventPage page = super.replay(after, limits, filter);
        return new EventPage(
            change.apply(page.events()), page.next(), page.position(), page.caughtUp());
      }
    };
  }

  EventStore altering(UnaryOperator<Event> change) {
    return showing(events -> events.stream().map(change).toList());
  }

  /// Leaves out the first event after any token.
  EventStore skippingAfterTokens() {
    return new ForwardingStore(store) {
      @Override
      public EventPage replay(
          @Nullable ContinuationToken after, PageLimits limits, ReplayFilter filter) {
        EventPage page = super.replay(after, limits, filter);
        return after == null || page.events().isEmpty()
            ? page
            : new EventPage(
                page.events().subList(1, page.events().size()),
                page.next(),
                page.position(),
                page.caughtUp());
      }
    };
  }

  /// Begins anew where a token is from before a reset.
  EventStore takingOldTokens() {
    return new ForwardingStore(store) {
      @Override
      public EventPage replay(
          @Nullable ContinuationToken after, PageLimits limits, ReplayFilter filter) {
        try {
          return super.replay(after, limits, filter);
        } catch (StoreException.StoreWasReset e) {
          return super.replay(null, limits, filter);
        }
      }
    };
  }

  EventStore tellingOfAReset() {
    return showing(
        _ -> {
          throw new StoreException.StoreWasReset();
        });
  }

  EventStore skippingInStreams() {
    return new ForwardingStore(store) {
      @Override
      public StreamPage readStream(StreamQuery query) {
        StreamPage page = super.readStream(query);
        return new StreamPage(
            page.events().subList(1, page.events().size()), page.version(), page.next());
      }
    };
  }

  EventStore alteringInStreams() {
    return new ForwardingStore(store) {
      @Override
      public StreamPage readStream(StreamQuery query) {
        StreamPage page = super.readStream(query);
        return new StreamPage(
            page.events().stream().map(Lies::altered).toList(), page.version(), page.next());
      }
    };
  }

  EventStore forgettingVersions() {
    return new ForwardingStore(store) {
      @Override
      public long streamVersion(StreamId stream) {
        return super.streamVersion(stream) - 1;
      }
    };
  }

  EventStore notResetting() {
    return new ForwardingStore(store) {
      @Override
      public PurgeState reset(Duration budget) {
        return super.purge(budget);
      }
    };
  }

  static Event altered(Event event) {
    return new Event(
        event.id(),
        event.bySource(),
        event.stream(),
        event.type(),
        Json.parse("\"altered\""),
        event.meta(),
        event.correlationId(),
        event.causationId(),
        event.tags(),
        event.created(),
        event.sequence(),
        event.position(),
        event.index(),
        event.recorded(),
        event.recordedBy());
  }

  static Event atNextVersion(Event event) {
    return new Event(
        event.id(),
        event.bySource(),
        event.stream(),
        event.type(),
        event.payload(),
        event.meta(),
        event.correlationId(),
        event.causationId(),
        event.tags(),
        event.created(),
        event.sequence() + 1,
        event.position(),
        event.index(),
        event.recorded(),
        event.recordedBy());
  }

  static AppendRequest ifNone(String tag, NewEvent event) {
    EventQuery query = EventQuery.of(EventQuery.Item.ofTags(tag));
    return AppendRequest.of(event).withCondition(AppendCondition.none(query));
  }

  static AppendRequest expecting(long version, NewEvent event) {
    return new AppendRequest(
        List.of(event), Map.of(event.stream(), ExpectedVersion.exactly(version)), null, null);
  }
}
