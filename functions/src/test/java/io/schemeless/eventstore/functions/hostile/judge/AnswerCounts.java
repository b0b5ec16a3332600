package io.schemeless.eventstore.functions.hostile.judge;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// How often each answer was given in a run: one that never gets past the first check proves
/// little.
public final class AnswerCounts {
  private final Map<String, Integer> answers = new TreeMap<>();
  private int requests;
  private int valid;

  public void add(Exchange exchange) {
    requests++;
    String answer = exchange.status() == 0 ? "no answer" : Integer.toString(exchange.status());
    answers.merge((answer + " " + exchange.problem()).strip(), 1, Integer::sum);
  }

  /// A request that had to be taken.
  public void valid() {
    valid++;
  }

  public int validRequests() {
    return valid;
  }

  public int requests() {
    return requests;
  }

  public Set<String> answers() {
    return answers.keySet();
  }

  public int accepted() {
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
