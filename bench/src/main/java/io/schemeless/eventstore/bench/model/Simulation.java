package io.schemeless.eventstore.bench.model;

import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// What happens, in the order of its time. Everything is in one thread, and a seed makes a run.
final class Simulation {
  private record Event(double at, long order, Runnable what) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      int byTime = Double.compare(at, other.at);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  private final PriorityQueue<Event> coming = new PriorityQueue<>();
  private final RandomGenerator random;
  private double now;
  private long events;

  Simulation(long seed) {
    random = new SplittableRandom(seed);
  }

  /// Milliseconds since the start.
  double now() {
    return now;
  }

  RandomGenerator random() {
    return random;
  }

  /// Has something happen some milliseconds from now.
  void in(double millis, Runnable what) {
    coming.add(new Event(now + millis, events++, what));
  }

  /// Lets all happen that comes before a time.
  void runTo(double end) {
    while (!coming.isEmpty() && coming.element().at < end) {
      Event next = coming.remove();
      now = next.at;
      next.what.run();
    }
    now = end;
  }
}
