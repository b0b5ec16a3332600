package io.schemeless.eventstore.history;

/// When the store was reset, by the history's own clock.
final class Timeline {
  private long clock;
  private int underWay;
  private long began = -1;
  private long ended = -1;
  private boolean any;

  synchronized long tick() {
    return ++clock;
  }

  synchronized long begin() {
    any = true;
    underWay++;
    return ++clock;
  }

  /// @param start what [#begin] said
  /// @param done whether the store said that it was reset
  synchronized void end(long start, boolean done) {
    underWay--;
    ended = ++clock;
    if (done) {
      began = Math.max(began, start);
    }
  }

  /// Whether there was none, not even one that may have failed.
  synchronized boolean none() {
    return !any;
  }

  /// Whether no reset can have come after this moment.
  synchronized boolean noneSince(long moment) {
    return underWay == 0 && ended < moment;
  }

  /// Whether a reset that was answered began after this moment: what was there is gone.
  synchronized boolean surelySince(long moment) {
    return moment < began;
  }
}
