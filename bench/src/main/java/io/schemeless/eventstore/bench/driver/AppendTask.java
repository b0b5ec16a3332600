package io.schemeless.eventstore.bench.driver;

import io.schemeless.eventstore.bench.task.Task;
import io.schemeless.eventstore.bench.task.TaskAnswer;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StoreException;
import io.schemeless.eventstore.store.StreamId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// Writers that append until there is enough. What fails is repeated, as a caller would, with
/// growing pauses.
final class AppendTask {
  private static final long FIRST_PAUSE_MILLIS = 10;
  private static final long LONGEST_PAUSE_MILLIS = 200;
  private static final String DOMAIN = "permit";

  private final Subject subject;
  private final Task task;
  private final List<NewEvent> events;
  private final AtomicInteger next = new AtomicInteger();

  AppendTask(Subject subject, Task task, List<NewEvent> events) {
    this.subject = subject;
    this.task = task;
    this.events = events;
  }

  TaskAnswer run() {
    prepare();
    Tally tally = new Tally(subject);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> writers = new ArrayList<>();
      for (int i = 0; i < task.writers(); i++) {
        int writer = i;
        writers.add(threads.submit(() -> write(writer, tally)));
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return tally.answer();
  }

  /// Streams that are to be known have an event.
  private void prepare() {
    switch (task.choice()) {
      case NEW, LOG -> {}
      case WRITER, NUMBER, SOME -> {
        Tally before = new Tally(subject);
        IntStream.range(0, task.streams())
            .forEach(i -> untilDone(() -> subject.append(List.of(of(stream(i), i))), before));
      }
    }
  }

  private void write(int writer, Tally tally) {
    SplittableRandom random = new SplittableRandom(task.first() + 31L * writer);
    int number = next.getAndIncrement();
    while (number < task.count() && tally.elapsedMillis() < task.millis()) {
      List<NewEvent> append = append(writer, number, random);
      Runnable call = call(append, task.prefix() + "#" + number);
      long start = System.nanoTime();
      if (untilDone(call, tally)) {
        tally.done(System.nanoTime() - start, append.size());
      }
      number = next.getAndIncrement();
    }
  }

  private Runnable call(List<NewEvent> append, String tag) {
    if (task.kind() == Task.Kind.APPEND) {
      return () -> subject.append(append);
    }
    List<NewEvent> tagged = append.stream().map(event -> event.withTags(tag)).toList();
    return task.kind() == Task.Kind.UNIQUE
        ? () -> subject.appendUnique(tagged, tag)
        : () -> subject.append(tagged);
  }

  private List<NewEvent> append(int writer, int number, SplittableRandom random) {
    int first = number * task.batch();
    return switch (task.choice()) {
      case NEW -> all(stream(number), first);
      case WRITER -> all(stream(writer % task.streams()), first);
      case NUMBER -> all(stream(number % task.streams()), first);
      case SOME -> {
        List<Integer> chosen = new ArrayList<>(IntStream.range(0, task.streams()).boxed().toList());
        for (int i = chosen.size(); i > 1; i--) {
          Collections.swap(chosen, i - 1, random.nextInt(i));
        }
        yield IntStream.range(0, task.batch())
            .mapToObj(i -> of(stream(chosen.get(i)), first + i))
            .toList();
      }
      case LOG ->
          IntStream.range(first, first + task.batch())
              .mapToObj(this::event)
              .map(event -> on(event, task.prefix() + event.stream().identifier()))
              .toList();
    };
  }

  private List<NewEvent> all(String identifier, int first) {
    return IntStream.range(first, first + task.batch()).mapToObj(i -> of(identifier, i)).toList();
  }

  private String stream(int number) {
    return task.prefix() + "-" + number;
  }

  private NewEvent event(int number) {
    return events.get((task.first() + number) % events.size());
  }

  private NewEvent of(String identifier, int number) {
    return on(event(number), identifier);
  }

  private static NewEvent on(NewEvent event, String identifier) {
    return NewEvent.of(StreamId.of(DOMAIN, identifier), event.type(), event.payload());
  }

  /// Whether it was done before the caller's patience ended.
  private boolean untilDone(Runnable call, Tally tally) {
    long end = System.nanoTime() + task.patienceMillis() * 1_000_000;
    for (long pause = FIRST_PAUSE_MILLIS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS)) {
      try {
        call.run();
        return true;
      } catch (StoreException e) {
        if (!e.retryable()) {
          throw e;
        }
        tally.failed(e instanceof StoreException.OutcomeUnknown);
      }
      if (System.nanoTime() > end) {
        tally.gaveUp();
        return false;
      }
      pause(ThreadLocalRandom.current().nextLong(pause));
    }
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
