package io.schemeless.eventstore.simulation;

import io.schemeless.eventstore.simulation.Call.Answer;
import io.schemeless.eventstore.simulation.Call.Question;
import io.schemeless.eventstore.simulation.Scenario.Protocol;
import io.schemeless.eventstore.store.AppendOutcome;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.ContinuationToken;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.EventPage;
import io.schemeless.eventstore.store.EventQuery;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.FindEvents.Chain;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.ReplayFilter;
import io.schemeless.eventstore.store.StoreOptions;
import io.schemeless.eventstore.store.StreamId;
import io.schemeless.eventstore.store.StreamList;
import io.schemeless.eventstore.store.StreamPage;
import io.schemeless.eventstore.store.StreamQuery;
import io.schemeless.eventstore.verify.Verification;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
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
  private final Supplier<Verification> repairer;
  private final SimulatedHost host;
  private final OpPorts.Requests requests;
  private final List<Call> calls = new ArrayList<>();

  /// Asked and not answered. That a call is made in the middle of another is as if another thread
  /// of the process made it then.
  private final Deque<Call> open = new ArrayDeque<>();

  private List<AppendRequest> together = List.of();
  private @Nullable CommittedTruth before;
  private int requestsUntil = -1;
  private Runnable meanwhile = () -> {};

  /// How an actor's store asks for what it needs.
  ///
  /// @param requests answers marks with the [CommittedTruth] of their moment
  /// @param lastFirst takes batches apart from their ends
  /// @param whole answers a query in one piece, not cell by cell
  record Wiring(OpPorts.Requests requests, boolean lastFirst, boolean whole) {}

  Actor(int process, Protocol protocol, Wiring wiring, SimulatedHost host, StoreOptions options) {
    OpPorts ports = new OpPorts(this::send, wiring.lastFirst, wiring.whole);
    OpPorts whole = new OpPorts(wiring.requests, false, true);
    this.process = process;
    this.store = protocol.open(ports, ports, host, options);
    this.repairer = () -> protocol.repair(whole, whole, host, options);
    this.host = host;
    this.requests = wiring.requests;
  }

  private Object send(Op request) {
    if (requestsUntil-- == 0) {
      meanwhile.run();
    }
    return requests.send(request);
  }

  /// The calls made so far; the last has no answer if the process is in the middle of it.
  List<Call> calls() {
    List<Call> all = new ArrayList<>(calls);
    all.addAll(open);
    for (int i = 0; i < together.size(); i++) {
      all.add(asked(i, null, null));
    }
    return all;
  }

  private CommittedTruth.Append maker() {
    return new CommittedTruth.Append(process, host.call(), 0);
  }

  /// Makes the store, where there is none.
  void open() {
    store.info();
  }

  Answer append(AppendRequest request) {
    return call(new Question.Append(request), () -> new Answer.Appended(store.append(request)));
  }

  /// An append, and after so many of its requests another one from beginning to end.
  void appendAround(AppendRequest request, int after, AppendRequest inner) {
    requestsUntil = after;
    meanwhile = () -> append(inner);
    append(request);
  }

  /// Several appends at once: each is asked and answered for itself, all at the same moments. The
  /// events of all but the first must say by their types which they are of ([Scenarios#together]).
  void appendAll(List<AppendRequest> requests) {
    host.nextCall();
    together = requests;
    before = null;
    before = (CommittedTruth) this.requests.send(new Op.Mark(true));
    List<Answer> answers;
    try {
      answers = store.appendAll(requests).stream().map(Actor::answer).toList();
    } catch (RuntimeException e) {
      answers = Collections.nCopies(requests.size(), new Answer.Failed(e));
    }
    CommittedTruth after = (CommittedTruth) this.requests.send(new Op.Mark(false));
    for (int i = 0; i < requests.size(); i++) {
      calls.add(asked(i, answers.get(i), after));
    }
    together = List.of();
  }

  private static Answer answer(AppendOutcome outcome) {
    return switch (outcome) {
      case AppendOutcome.Appended(var result) -> new Answer.Appended(result);
      case AppendOutcome.Failed(var why) -> new Answer.Failed(why);
    };
  }

  private Call asked(int member, @Nullable Answer answer, @Nullable CommittedTruth after) {
    return new Call(
        new CommittedTruth.Append(process, host.call(), member),
        new Question.Append(together.get(member)),
        before,
        answer,
        after);
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

  /// One page of what a query wants, and the token that goes on; without one if it fails.
  @Nullable ContinuationToken query(
      EventQuery query, @Nullable ContinuationToken after, int pageSize) {
    Answer answer =
        call(
            new Question.Query(query, after),
            () -> {
              EventPage page = store.query(query, after, PageLimits.ofEvents(pageSize));
              return new Answer.Log(page.events(), page);
            });
    return answer instanceof Answer.Log(_, var page) ? page.next() : null;
  }

  Answer find(String id) {
    return call(new Question.Find(id, null), () -> new Answer.Found(store.event(id)));
  }

  Answer find(String id, String source) {
    return call(new Question.Find(id, source), () -> new Answer.Found(store.event(id, source)));
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

  /// A check and repair of the whole store.
  Answer repair() {
    return call(new Question.Repair(), () -> new Answer.Repaired(repairer.get().findings()));
  }

  /// What any reader may do at any moment: gives up a position that was taken.
  Answer seal(long position) {
    return call(
        new Question.Work("seal"), () -> done(() -> bystander().seal(position, host.now())));
  }

  /// The table deletes the claim of an idempotency key, as it does after eight days.
  Answer expire(String name) {
    return call(new Question.Work("expire"), () -> done(() -> bystander().expire(name)));
  }

  private Bystander bystander() {
    return new Bystander(requests, Objects.requireNonNull(open.getLast().before()).incarnation());
  }

  /// All of a stream, an event a page.
  Answer readPages(StreamId stream) {
    return call(new Question.Read(StreamQuery.forward(stream)), () -> pages(stream));
  }

  private Answer pages(StreamId stream) {
    List<Event> events = new ArrayList<>();
    @Nullable Long from = 1L;
    long version = 0;
    while (from != null) {
      StreamPage page =
          store.readStream(StreamQuery.forward(stream).from(from).limit(PageLimits.ofEvents(1)));
      events.addAll(page.events());
      version = page.version();
      from = page.next();
    }
    return new Answer.Page(new StreamPage(events, version, null));
  }

  private static Answer done(Runnable work) {
    work.run();
    return new Answer.Done();
  }

  private Answer call(Question question, Supplier<Answer> work) {
    SimulatedHost.Caller outer = host.nextCall();
    open.addLast(new Call(maker(), question, null, null, null));
    CommittedTruth now = (CommittedTruth) requests.send(new Op.Mark(true));
    open.removeLast();
    open.addLast(new Call(maker(), question, now, null, null));
    Answer answer;
    try {
      answer = work.get();
    } catch (RuntimeException e) {
      answer = new Answer.Failed(e);
    }
    CommittedTruth after = (CommittedTruth) requests.send(new Op.Mark(false));
    open.removeLast();
    calls.add(new Call(maker(), question, now, answer, after));
    if (!open.isEmpty()) {
      host.backTo(outer);
    }
    return answer;
  }
}
