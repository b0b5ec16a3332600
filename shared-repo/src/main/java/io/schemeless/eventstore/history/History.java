package io.schemeless.eventstore.history;

import io.schemeless.eventstore.store.AppendEvents;
import io.schemeless.eventstore.store.AppendOutcome;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.ContinuationToken;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.ReadStreams;
import io.schemeless.eventstore.store.ReplayEvents;
import io.schemeless.eventstore.store.ReplayFilter;
import io.schemeless.eventstore.store.ResetStore;
import io.schemeless.eventstore.store.StoreException;
import io.schemeless.eventstore.store.StreamPage;
import io.schemeless.eventstore.store.StreamQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What writers were told and what readers saw, from any number of threads, and the judge over it.
///
/// ```java
/// History history = new History();
/// history.append(store, request);                   // by writers
/// history.tail(store, 100, () -> writersAreDone);   // by readers
/// history.judge(store).isSound();                   // when all have ended
/// ```
///
/// Every event of a history must differ from all others in more than its id. Nobody else may append
/// what the filter shows, or reset the store, while it lasts. It takes about 1 KB of memory for
/// each event, whatever its size.
public final class History {
  private final @Nullable ContinuationToken start;
  private final ReplayFilter filter;
  private final Queue<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();
  private final Queue<Refusal> refused = new ConcurrentLinkedQueue<>();
  private final Map<String, Long> firstSent = new ConcurrentHashMap<>();
  private final Queue<Tail> cutOff = new ConcurrentLinkedQueue<>();
  private final Queue<SentAppend> unknown = new ConcurrentLinkedQueue<>();
  private final Queue<Tail.Over> tails = new ConcurrentLinkedQueue<>();
  private final Queue<ContinuationToken> dead = new ConcurrentLinkedQueue<>();
  private final Map<EventMark, EventMark> marks = new ConcurrentHashMap<>();
  private final Reads reads = new Reads();
  private final Flaws flaws = new Flaws();
  private final Timeline timeline = new Timeline();

  /// The history of a store from its first event on.
  public History() {
    this(null, ReplayFilter.ALL);
  }

  /// The history of what a filter shows, from a token on. The streams that it shows must have no
  /// event before that.
  public History(@Nullable ContinuationToken start, ReplayFilter filter) {
    this.start = start;
    this.filter = filter;
  }

  /// What a writer was told of an append.
  public enum Outcome {
    /// It was made, and the answer said where.
    ACKNOWLEDGED,
    /// It was not made.
    REFUSED,
    /// It may have been made. With an idempotency key the same request can be sent again.
    UNKNOWN
  }

  /// What is known of the history while it lasts.
  public record Progress(int acknowledged, int refused, int unknown) {}

  public Progress progress() {
    return new Progress(acknowledged.size(), refused.size(), unknown.size());
  }

  /// Appends and notes what came of it.
  ///
  /// @throws RuntimeException if the store answers what is neither an outcome nor retryable
  public Outcome append(AppendEvents store, AppendRequest request) {
    return append(store, request, _ -> {});
  }

  /// Appends, and reads the version of each stream that was written.
  ///
  /// @throws StoreException.Unavailable if reading back fails (or `Throttled`)
  public <S extends AppendEvents & ReadStreams> Outcome appendAndReadBack(
      S store, AppendRequest request) {
    return append(store, request, told -> readBack(store, told));
  }

  private void readBack(ReadStreams store, Acknowledged told) {
    told.versions()
        .forEach(
            (stream, version) -> {
              long read = store.streamVersion(stream);
              if (read < version && timeline.noneSince(told.began())) {
                flaws.add(
                    Rule.OWN_WRITES, "version " + version + " was written, " + read + " read");
              }
            });
  }

  /// Makes several appends at once, and notes what came of each.
  ///
  /// @throws RuntimeException if the store answers what is neither an outcome nor retryable
  public List<Outcome> appendAll(AppendEvents store, List<AppendRequest> requests) {
    return append(requests, store::appendAll, _ -> {});
  }

  private Outcome append(AppendEvents store, AppendRequest request, Consumer<Acknowledged> then) {
    return append(List.of(request), each -> List.of(outcome(store, each.getFirst())), then)
        .getFirst();
  }

  private static AppendOutcome outcome(AppendEvents store, AppendRequest request) {
    try {
      return new AppendOutcome.Appended(store.append(request));
    } catch (StoreException e) {
      return new AppendOutcome.Failed(e);
    }
  }

  private List<Outcome> append(
      List<AppendRequest> requests,
      Function<List<AppendRequest>, List<AppendOutcome>> store,
      Consumer<Acknowledged> then) {
    List<SentAppend> sent = requests.stream().map(SentAppend::of).toList();
    long began = timeline.tick();
    sent.forEach(
        each -> each.events().forEach(event -> firstSent.putIfAbsent(event.content(), began)));
    // The call of a process that dies in it is told nothing at all.
    List<AppendOutcome> outcomes = List.of();
    try {
      outcomes = store.apply(requests);
    } finally {
      if (outcomes.isEmpty()) {
        unknown.addAll(sent);
      }
    }
    List<Outcome> told = new ArrayList<>();
    for (int i = 0; i < sent.size(); i++) {
      told.add(told(sent.get(i), outcomes.get(i), began, then));
    }
    return told;
  }

  private Outcome told(
      SentAppend sent, AppendOutcome outcome, long began, Consumer<Acknowledged> then) {
    return switch (outcome) {
      case AppendOutcome.Appended(var result) -> {
        Acknowledged answer = new Acknowledged(sent, result, began, timeline.tick());
        acknowledged.add(answer);
        reads.note(answer, timeline);
        then.accept(answer);
        yield Outcome.ACKNOWLEDGED;
      }
      case AppendOutcome.Failed(var why) -> told(sent, why, began);
    };
  }

  private Outcome told(SentAppend sent, StoreException why, long began) {
    return switch (why) {
      case StoreException.VersionConflict _,
          StoreException.ConditionFailed _,
          StoreException.DuplicateEvent _,
          StoreException.IdempotencyMismatch _,
          StoreException.StoreWasReset _ ->
          refused(sent, why, began);
      // Nothing was appended by this call; an earlier one of the same key may have.
      case StoreException.Throttled _, StoreException.Unavailable _
          when sent.idempotencyKey() == null ->
          refused(sent, why, began);
      case StoreException.Throttled _,
          StoreException.Unavailable _,
          StoreException.OutcomeUnknown _ -> {
        unknown.add(sent);
        yield Outcome.UNKNOWN;
      }
      default -> {
        unknown.add(sent);
        throw why;
      }
    };
  }

  private Outcome refused(SentAppend sent, StoreException why, long began) {
    refused.add(new Refusal(sent, why, began, timeline.tick()));
    return Outcome.REFUSED;
  }

  /// Resets the store, and notes when: what was acknowledged of calls that began before it ended
  /// may be gone.
  public void reset(ResetStore store, Duration budget) {
    long began = timeline.begin();
    boolean done = false;
    try {
      store.reset(budget);
      done = true;
    } finally {
      timeline.end(began, done);
    }
  }

  /// Reads page after page until `done`, which is asked before each, and then to the end. A reset
  /// starts it anew; a page that fails is asked for again.
  ///
  /// @param pageSize 1 to 1,000 events
  public void tail(ReplayEvents store, int pageSize, BooleanSupplier done) {
    Tailing tailing = new Tailing(store, start, filter, pageSize, this::mark);
    while (true) {
      boolean last = done.getAsBoolean();
      long began = timeline.tick();
      try {
        if (tailing.page() && last) {
          tails.add(new Tail.Over(tailing.seen(), began, timeline.tick()));
          return;
        }
      } catch (StoreException.StoreWasReset e) {
        if (timeline.none()) {
          flaws.add(Rule.RESET, "a reader was told of a reset that never was");
          return;
        }
        cutOff.add(tailing.seen());
        tailing.restart().ifPresent(dead::add);
      } catch (StoreException.Throttled | StoreException.Unavailable e) {
        // The same page again.
      } catch (StoreException e) {
        flaws.add(Rule.TAIL, "a reader was answered " + e.getClass().getSimpleName());
        return;
      }
    }
  }

  /// Reads a page of a stream and looks at it.
  ///
  /// @throws StoreException.Unavailable if reading fails (or `Throttled`)
  public void readStream(ReadStreams store, StreamQuery query) {
    long began = timeline.tick();
    Reads.@Nullable Written written = reads.written(query.stream());
    StreamPage page = store.readStream(query);
    reads.note(query, page.events().stream().map(this::mark).toList(), began, flaws);
    if (written != null && timeline.noneSince(written.began())) {
      Reads.judge(query, page, written.version(), flaws);
    }
  }

  /// All readers share the mark of an event.
  private EventMark mark(Event event) {
    EventMark mark = EventMark.of(event);
    EventMark known = marks.putIfAbsent(mark, mark);
    return known == null ? mark : known;
  }

  /// Replays all of it, and holds against it what everybody was told. Everybody must have ended.
  public Verdict judge(EventStore store) {
    ObservedLog log = ObservedLog.read(store, start, filter, this::mark);
    Flaws found = new Flaws();
    found.addAll(flaws);
    List<SentAppend> refusals = refused.stream().map(Refusal::sent).toList();
    new AppendJudge(log, timeline, found).judge(acknowledged, refusals, unknown);
    new RefusalJudge(log, timeline, acknowledged, firstSent, found)
        .judge(refused, start == null && filter.equals(ReplayFilter.ALL));
    new DecisionJudge(store, log, timeline, firstSent, found)
        .judge(acknowledged, refused, start == null && filter.equals(ReplayFilter.ALL));
    log.judgeOrder(found);
    cutOff.forEach(tail -> ObservedLog.judgeOrder(tail.events(), found));
    reads.judge(log, timeline, found);
    ReplayJudge replay = new ReplayJudge(store, log, filter, found);
    tails.forEach(over -> judge(over, replay));
    dead.forEach(replay::judgeDead);
    return found.verdict(
        new Verdict.Counts(
            acknowledged.size(),
            refused.size(),
            unknown.size(),
            log.events().size(),
            tails.size(),
            replay.tokens(),
            reads.count()));
  }

  private void judge(Tail.Over over, ReplayJudge replay) {
    if (timeline.noneSince(over.began())) {
      replay.judge(over.tail());
    } else if (timeline.surelySince(over.ended())) {
      over.tail().pages().stream().map(Tail.PageEnd::next).forEach(replay::judgeDead);
    }
  }
}
