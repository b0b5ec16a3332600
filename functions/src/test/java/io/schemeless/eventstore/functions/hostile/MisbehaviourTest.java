package io.schemeless.eventstore.functions.hostile;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.schemeless.eventstore.functions.hostile.harness.FuzzTarget;
import io.schemeless.eventstore.functions.hostile.harness.InvokedFunctions;
import io.schemeless.eventstore.functions.hostile.judge.AnswerCounts;
import io.schemeless.eventstore.functions.hostile.requests.HostileEvent;
import io.schemeless.eventstore.functions.http.Operation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Functions that misbehave are found: a proof that the fuzzer can fail, rule by rule.
class MisbehaviourTest {
  private static final int REQUESTS = 1_000;
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final HostileEvent APPEND =
      HostileEvent.request("POST", "/streams/d/events", "")
          .header("content-type", "application/json")
          .body("{\"type\":\"t\",\"payload\":0}");

  private static final HostileEvent BROKEN =
      HostileEvent.request("POST", "/streams/d/events", "")
          .header("content-type", "application/json")
          .body("{");

  /// What a function does wrong, and the rule that it breaks.
  private enum Fault {
    ECHOES_THE_BODY("a refusal's own words"),
    TELLS_ITS_STACK("a refusal's own words"),
    FAILS_FOR_BAD_INPUT("status"),
    LETS_AN_EXCEPTION_OUT("the function, "),
    LOGS_THE_REQUEST("line of the log"),
    PRINTS_THE_REQUEST("printed"),
    WRITES_BEFORE_IT_LOOKS("writes of a refused request"),
    WRITES_FOR_A_MISUSED_KEY("the log"),
    WRITES_WHILE_IT_READS("writes of a read"),
    ANSWERS_OUTSIDE_THE_CONTRACT("media type"),
    BREAKS_A_HEADER("header"),
    REFUSES_NAMES_THAT_HASH_ALIKE("answer to a valid request"),
    REFUSES_A_DEPTH_OF_64("answer to a valid request"),
    ROUNDS_A_NUMBER("read back"),
    NORMALIZES_UNICODE("read back");

    private final String rule;

    Fault(String rule) {
      this.rule = rule;
    }

    UnaryOperator<InvokedFunctions> spoil() {
      return functions -> (function, event, context) -> spoilt(functions, function, event, context);
    }

    private byte[] spoilt(
        InvokedFunctions real, Operation.Function function, String event, Context context)
        throws IOException {
      String body = HostileEvent.parse(event).json().path("body").asText("");
      if (this == WRITES_BEFORE_IT_LOOKS) {
        real.call(Operation.Function.APPEND, APPEND.text(), context);
      }
      byte[] answer = real.call(function, refuses(function, body) ? BROKEN.text() : event, context);
      ObjectNode response = (ObjectNode) MAPPER.readTree(answer);
      int status = response.path("statusCode").asInt();
      boolean refused = status >= 400;
      switch (this) {
        case ECHOES_THE_BODY -> {
          if (refused) {
            say(response, body);
          }
        }
        case TELLS_ITS_STACK -> {
          if (refused) {
            say(response, new IllegalStateException().toString());
          }
        }
        case FAILS_FOR_BAD_INPUT -> response.put("statusCode", status == 400 ? 500 : status);
        case LETS_AN_EXCEPTION_OUT -> {
          if (status == 400) {
            throw new IllegalStateException("of the function's own");
          }
        }
        case LOGS_THE_REQUEST -> context.getLogger().log(event);
        case PRINTS_THE_REQUEST -> System.out.println(event);
        case WRITES_FOR_A_MISUSED_KEY -> {
          if (response.path("body").asText().contains("idempotency-mismatch")) {
            real.call(Operation.Function.APPEND, APPEND.text(), context);
          }
        }
        case ANSWERS_OUTSIDE_THE_CONTRACT -> {
          if (!refused) {
            response.withObjectProperty("headers").put("content-type", "text/html");
          }
        }
        case BREAKS_A_HEADER -> response.withObjectProperty("headers").put("x", "a\r\nb: c");
        case WRITES_WHILE_IT_READS -> {
          if (function == Operation.Function.REPLAY && !refused) {
            real.call(Operation.Function.APPEND, APPEND.text(), context);
          }
        }
        case ROUNDS_A_NUMBER ->
            reword(function, response, text -> text.replace("740993", "740992"));
        case NORMALIZES_UNICODE ->
            reword(function, response, text -> Normalizer.normalize(text, Normalizer.Form.NFC));
        case WRITES_BEFORE_IT_LOOKS, REFUSES_NAMES_THAT_HASH_ALIKE, REFUSES_A_DEPTH_OF_64 -> {}
      }
      return response.toString().getBytes(StandardCharsets.UTF_8);
    }

    private boolean refuses(Operation.Function function, String body) {
      return function == Operation.Function.APPEND
          && switch (this) {
            case REFUSES_NAMES_THAT_HASH_ALIKE -> body.contains("\"AbAbAb");
            case REFUSES_A_DEPTH_OF_64 -> body.matches("(?s).*[\\]}]{64}.*");
            default -> false;
          };
    }

    private static void reword(
        Operation.Function function, ObjectNode response, UnaryOperator<String> change) {
      if (function == Operation.Function.STREAMS) {
        response.put("body", change.apply(response.path("body").asText()));
      }
    }

    private static void say(ObjectNode response, String detail) throws IOException {
      ObjectNode problem = (ObjectNode) MAPPER.readTree(response.path("body").asText());
      response.put("body", problem.put("detail", "wrong: " + detail).toString());
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_function_that_misbehaves_is_found(Fault fault) {
    try (FuzzTarget target = FuzzTarget.inMemory(1, fault.spoil())) {
      assertThatThrownBy(() -> Fuzzer.run(target, 1, REQUESTS, new AnswerCounts()))
          .isInstanceOf(AssertionError.class)
          .hasStackTraceContaining("[" + fault.rule);
    }
  }
}
