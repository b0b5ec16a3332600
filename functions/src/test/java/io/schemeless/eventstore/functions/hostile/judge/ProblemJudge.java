package io.schemeless.eventstore.functions.hostile.judge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.schemeless.eventstore.functions.Reply;
import io.schemeless.eventstore.functions.hostile.requests.HostileTexts;
import io.schemeless.eventstore.functions.http.ProblemType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Judges the document that a refusal is told with. It may name places of the request (fields,
/// parameters, the stream or the id that is in the way), never values.
final class ProblemJudge {
  /// No place takes longer to name, in characters.
  private static final int LONGEST_PLACE = 1_024;

  private static final List<String> NAMES = List.of("domain", "identifier", "id");
  private static final List<String> PLACES = List.of("pointer", "parameter", "header");
  private static final List<String> INSIDES =
      List.of("exception", "schemeless.eventstore", "java.", "jackson", "\\tat ", ".java:", "null");

  private ProblemJudge() {}

  static void judge(Reply reply) {
    assertThat(reply.header("content-type")).isEqualTo("application/problem+json");
    ObjectNode problem = (ObjectNode) reply.json();
    ProblemType type = type(problem.path("type").asText());
    assertThat(problem.path("title").asText()).isEqualTo(type.title());
    assertThat(problem.path("status").asInt()).isEqualTo(reply.status());
    assertThat(problem.path("detail").asText()).isNotBlank();
    assertThat(problem.path("retryable").isBoolean()).isTrue();
    String own = withoutNames(problem).toLowerCase(Locale.ROOT);
    assertThat(own).as("a refusal's own words").doesNotContain(HostileTexts.CANARY);
    assertThat(own.replace(type.uri(), "")).as("a refusal's own words").doesNotContain(INSIDES);
  }

  private static ProblemType type(String uri) {
    return Arrays.stream(ProblemType.values())
        .filter(type -> type.uri().equals(uri))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no such type of problem: " + uri));
  }

  private static String withoutNames(ObjectNode problem) {
    ObjectNode own = problem.deepCopy();
    own.remove(NAMES);
    for (JsonNode error : own.path("errors")) {
      for (String place : PLACES) {
        String named = error.path(place).asText("");
        assertThat(named.length()).as("length of a place").isLessThanOrEqualTo(LONGEST_PLACE);
        own.put("detail", own.path("detail").asText().replace(place + " " + named + ":", ""));
      }
      ((ObjectNode) error).remove(PLACES);
    }
    return own.toString();
  }
}
