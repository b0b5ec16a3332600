package io.schemeless.eventstore.functions.hostile;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// How often each answer was given.
final class Tally {
  private final Map<String, Integer> answers = new TreeMap<>();
  private int requests;
  private int valid;

  void add(Exchange exchange) {
    requests++;
    String answer = exchange.status() == 0 ? "no answer" : Integer.toString(exchange.status());
    answers.merge((answer + " " + exchange.problem()).strip(), 1, Integer::sum);
  }

  /// A request that had to be taken.
  void valid() {
    valid++;
  }

  int validRequests() {
    return valid;
  }

  int requests() {
    return requests;
  }

  Set<String> answers() {
    return answers.keySet();
  }

  int accepted() {
    return answers.entrySet().stream()
        .filter(answer -> answer.getKey().startsWith("2"))
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  @Override
  public String toString() {
    return valid
        + " valid requests; "
        + requests
        + " requests: "
        + answers.entrySet().stream()
            .map(answer -> answer.getValue() + " x " + answer.getKey())
            .collect(Collectors.joining(", "));
  }
}
