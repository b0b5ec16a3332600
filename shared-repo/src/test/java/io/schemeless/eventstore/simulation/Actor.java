package io.schemeless.eventstore.simulation;

import io.schemeless.eventstore.simulation.Call.Answer;
import io.schemeless.eventstore.simulation.Call.Question;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.ContinuationToken;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.EventPage;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.FindEvents.Chain;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.ReplayFilter;
import io.schemeless.eventstore.store.StreamId;
import io.schemeless.eventstore.store.StreamList;
import io.schemeless.eventstore.store.StreamQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The user of a store in one process: makes calls, one after the other, and notes what came of
/// them.
final class Actor {
  /// A process: what it does with the store.
  interface Program {
    void run(Actor actor);
  }

  private static final Duration AN_HOUR = Duration.ofHours(1);

  private final int process;
  private final EventStore store;
  private final SimulatedHost host;
  private final OpPorts.Requests requests;
  private final List<Call> calls = new ArrayList<>();
  private @Nullable Question asking;
  private @Nullable Truth before;

  /// @param requests answers marks with the [Truth] of their moment
  Actor(int process, EventStore store, SimulatedHost host, OpPorts.Requests requests) {
    this.process = process;
    this.store = store;
    this.host = host;
    this.requests = requests;
  }

  /// The calls made so far; the last has no answer if the process is in the middle of it.
  List<Call> calls() {
    List<Call> all = new ArrayList<>(calls);
    if (asking != null) {
      all.add(new Call(maker(), asking, before, null, null));
    }
    return all;
  }

  private Truth.Append maker() {
    return new Truth.Append(process, host.call());
  }

  Answer append(AppendRequest request) {
    return call(new Question.Append(request), () -> new Answer.Appended(store.append(request)));
  }

  Answer read(StreamQuery query) {
    return call(new Question.Read(query), () -> new Answer.Page(store.readStream(query)));
  }

  Answer version(StreamId stream) {
    return call(
        new Question.Version(stream), () -> new Answer.Version(store.streamVersion(stream)));
  }

  Answer replay(int pageSize) {
    return call(new Question.Replay(pageSize), () -> replayed(pageSize));
  }

  private Answer replayed(int pageSize) {
    List<Event> events = new ArrayList<>();
    @Nullable ContinuationToken next = null;
    while (true) {
      EventPage page = store.replay(next, PageLimits.ofEvents(pageSize), ReplayFilter.ALL);
      events.addAll(page.events());
      if (page.caughtUp() || page.events().isEmpty()) {
        return new Answer.Log(events, page);
      }
      next = page.next();
    }
  }

  Answer streams() {
    return call(
        new Question.Streams(),
        () ->
            new Answer.Streams(
                store.listStreams(null, null, 100).streams().stream()
                    .map(StreamList.Entry::stream)
                    .toList()));
  }

  Answer chain(String id) {
    return call(
        new Question.Chain(id),
        () -> {
          EventPage page = store.chain(new Chain.Correlation(id), null, PageLimits.DEFAULT);
          return new Answer.Log(page.events(), page);
        });
  }

  Answer find(String id) {
    return call(new Question.Find(id), () -> new Answer.Found(store.event(id)));
  }

  Answer reset() {
    return call(new Question.Reset(), () -> done(() -> store.reset(AN_HOUR)));
  }

  /// A reset that leaves the purge to others.
  Answer resetOnly() {
    return call(new Question.Reset(), () -> done(() -> store.reset(Duration.ZERO)));
  }

  Answer purge() {
    return call(new Question.Purge(), () -> done(() -> store.purge(AN_HOUR)));
  }

  private static Answer done(Runnable work) {
    work.run();
    return new Answer.Done();
  }

  private Answer call(Question question, Supplier<Answer> work) {
    host.nextCall();
    asking = question;
    before = null;
    before = (Truth) requests.send(new Op.Mark(true));
    Answer answer;
    try {
      answer = work.get();
    } catch (RuntimeException e) {
      answer = new Answer.Failed(e);
    }
    Truth after = (Truth) requests.send(new Op.Mark(false));
    calls.add(new Call(maker(), question, before, answer, after));
    asking = null;
    return answer;
  }
}
