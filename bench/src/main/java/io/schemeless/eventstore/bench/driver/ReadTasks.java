package io.schemeless.eventstore.bench.driver;

import io.schemeless.eventstore.bench.task.Task;
import io.schemeless.eventstore.bench.task.TaskAnswer;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StreamId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// Streams, replays, and a reader that waits at the end.
final class ReadTasks {
  private static final String DOMAIN = "permit";
  private static final int PAUSE_MILLIS = 100;
  private static final int PATIENCE_SECONDS = 30;

  private ReadTasks() {}

  static TaskAnswer stream(Subject subject, Task task, List<NewEvent> events) {
    StreamId stream = StreamId.of(DOMAIN, task.prefix());
    for (int i = 0; i < task.batch(); i++) {
      NewEvent event = events.get((task.first() + i) % events.size());
      subject.append(List.of(NewEvent.of(stream, event.type(), event.payload())));
    }
    Tally tally = new Tally(subject);
    for (int i = 0; i < task.count() && tally.elapsedMillis() < task.millis(); i++) {
      long start = System.nanoTime();
      int read = subject.read(stream);
      tally.done(System.nanoTime() - start, read);
      if (read != task.batch()) {
        throw new IllegalStateException(read + " events in place of " + task.batch());
      }
    }
    return tally.answer();
  }

  static TaskAnswer replay(Subject subject, Task task) {
    Tally tally = new Tally(subject);
    for (int i = 0; i < task.count() && (i == 0 || tally.elapsedMillis() < task.millis()); i++) {
      Subject.Pages pages = subject.replay(task.page());
      for (int read = 0; read >= 0; ) {
        long start = System.nanoTime();
        read = pages.next();
        if (read > 0) {
          tally.done(System.nanoTime() - start, read);
        }
      }
    }
    return tally.answer();
  }

  static TaskAnswer tail(Subject subject, Task task, List<NewEvent> events) {
    BlockingQueue<String> shown = new LinkedBlockingQueue<>();
    Subject.Waiting waiting = subject.tail();
    Thread reader = Thread.ofVirtual().start(() -> read(waiting, shown));
    Tally tally = new Tally(subject);
    try {
      for (int i = 0; i < task.count() && tally.elapsedMillis() < task.millis(); i++) {
        Thread.sleep(ThreadLocalRandom.current().nextInt(PAUSE_MILLIS));
        NewEvent event = events.get((task.first() + i) % events.size());
        String mark = task.prefix() + "-" + i;
        StreamId stream = StreamId.of(DOMAIN, task.prefix());
        long start = System.nanoTime();
        subject.append(List.of(NewEvent.of(stream, mark, event.payload())));
        await(mark, shown);
        tally.done(System.nanoTime() - start, 1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      reader.interrupt();
    }
    return tally.answer();
  }

  private static void read(Subject.Waiting waiting, BlockingQueue<String> shown) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        shown.addAll(waiting.next());
      }
    } catch (RuntimeException e) {
      // The task has ended, or will miss what it waits for and say so.
    }
  }

  private static void await(String mark, BlockingQueue<String> shown) throws InterruptedException {
    Set<String> wanted = Set.of(mark);
    String type;
    do {
      type = shown.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (type == null) {
        throw new IllegalStateException("an event was not shown within " + PATIENCE_SECONDS + " s");
      }
    } while (!wanted.contains(type));
  }
}
