package io.schemeless.eventstore.history;

import io.schemeless.eventstore.history.Verdict.Broken;
import java.util.ArrayList;
import java.util.List;

/// Collects where rules were broken, from any thread.
final class Flaws {
  private final List<Broken> first = new ArrayList<>();
  private long total;

  synchronized void add(Rule rule, String what) {
    total++;
    if (first.size() < Verdict.MAX_LISTED) {
      first.add(new Broken(rule, what));
    }
  }

  synchronized void addAll(Flaws others) {
    first.addAll(others.first.subList(0, Math.min(others.first.size(), room())));
    total += others.total;
  }

  private int room() {
    return Verdict.MAX_LISTED - first.size();
  }

  synchronized Verdict verdict(Verdict.Counts counts) {
    return new Verdict(first, total, counts);
  }
}
