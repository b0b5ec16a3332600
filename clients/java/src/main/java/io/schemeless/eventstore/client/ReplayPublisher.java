package io.schemeless.eventstore.client;

import java.util.Iterator;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/// A replay for each subscriber. One thread sends, so signals come one after the other.
record ReplayPublisher(Iterable<RecordedEvent> events) implements Flow.Publisher<RecordedEvent> {
  @Override
  public void subscribe(Flow.Subscriber<? super RecordedEvent> subscriber) {
    Demand demand = new Demand();
    Thread sender =
        Thread.ofVirtual()
            .name("replay")
            .unstarted(() -> send(events.iterator(), subscriber, demand));
    demand.sender = sender;
    sender.start();
  }

  private static void send(
      Iterator<RecordedEvent> events,
      Flow.Subscriber<? super RecordedEvent> subscriber,
      Demand demand) {
    try {
      subscriber.onSubscribe(demand);
      while (demand.take() && events.hasNext()) {
        subscriber.onNext(events.next());
      }
      IllegalArgumentException wrong = demand.wrong;
      if (wrong != null) {
        subscriber.onError(wrong);
      } else if (!demand.isCancelled()) {
        subscriber.onComplete();
      }
    } catch (RuntimeException e) {
      if (!demand.isCancelled()) {
        subscriber.onError(e);
      }
    }
  }

  /// What a subscriber asked for and was not sent yet.
  private static final class Demand implements Flow.Subscription {
    private long wanted;
    private boolean cancelled;
    private @Nullable Thread sender;
    private @Nullable IllegalArgumentException wrong;

    @Override
    public synchronized void request(long events) {
      if (events < 1) {
        wrong = new IllegalArgumentException("a subscriber asks for 1 or more");
        cancelled = true;
      } else {
        wanted = wanted + events < 0 ? Long.MAX_VALUE : wanted + events;
      }
      notifyAll();
    }

    @Override
    public synchronized void cancel() {
      cancelled = true;
      notifyAll();
      // A long poll under way ends at once.
      if (sender != null && sender != Thread.currentThread()) {
        sender.interrupt();
      }
    }

    private synchronized boolean isCancelled() {
      return cancelled;
    }

    /// Waits until an event may be sent; false if none may ever.
    private synchronized boolean take() {
      try {
        while (wanted == 0 && !cancelled) {
          wait();
        }
      } catch (InterruptedException e) {
        return false;
      }
      if (cancelled) {
        return false;
      }
      if (wanted != Long.MAX_VALUE) {
        wanted--;
      }
      return true;
    }
  }
}
