package io.schemeless.eventstore.history;

import io.schemeless.eventstore.store.ContinuationToken;
import java.util.ArrayList;
import java.util.List;

/// What a tailing reader saw since the last reset that it was told of, and where each of its pages
/// ended.
record Tail(List<EventMark> events, List<PageEnd> pages) {
  /// @param events how many events came before this token
  record PageEnd(ContinuationToken next, int events) {}

  /// A tail at the end of the log.
  ///
  /// @param began when the call for its last page began, by the history's clock
  /// @param ended when that was answered
  record Over(Tail tail, long began, long ended) {}

  static Tail empty() {
    return new Tail(new ArrayList<>(), new ArrayList<>());
  }

  /// At most so many of the pages' ends, evenly spread, the first and the last among them.
  List<PageEnd> sample(int count) {
    if (pages.size() <= count) {
      return pages;
    }
    List<PageEnd> some = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      some.add(pages.get((int) (i * (pages.size() - 1) / (count - 1))));
    }
    return some;
  }
}
