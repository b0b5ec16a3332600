package io.schemeless.eventstore.functions.hostile.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.functions.Reply;
import io.schemeless.eventstore.functions.hostile.requests.HostileTexts;
import io.schemeless.eventstore.functions.http.Operation;
import io.schemeless.eventstore.json.MalformedJson;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What every answer must be, whatever was sent: no 5xx, nothing of the function's inside, nothing
/// of what the client wrote in a refusal or a log, no change of the store by a refusal.
public final class Judge {
  /// What Lambda can answer.
  private static final int LAMBDA_LIMIT = 6 * 1024 * 1024;

  /// What the function tells of an invocation, in place of what it logs of a failure.
  private static final String GOOD_END = "\"level\":\"INFO\"";

  /// What only the claims tell, which are written when the append already has its position; that
  /// the log stays as it was is then looked at by the fuzzer.
  private static final Set<String> FOUND_LATE = Set.of("duplicate-event", "idempotency-mismatch");

  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

  private Judge() {}

  /// @throws AssertionError naming the rule that was broken
  public static void judge(Exchange exchange) {
    quiet(exchange);
    Reply reply = exchange.reply();
    if (reply == null) {
      unanswered(exchange);
      return;
    }
    assertThat(reply.status()).as("status").isBetween(200, 499);
    assertThat(reply.lambdaBytes()).as("bytes for Lambda").isLessThan(LAMBDA_LIMIT);
    for (Map.Entry<String, String> header : reply.headers().entrySet()) {
      assertThat(header.getKey() + header.getValue()).as("header").matches("[ -~]*");
    }
    boolean head = exchange.event().method().equals("HEAD");
    assertThat(head && reply.body().length > 0).as("a body to HEAD").isFalse();
    if (reply.status() >= 400) {
      assertThat(FOUND_LATE.contains(exchange.problem()) ? 0 : exchange.writes())
          .as("writes of a refused request")
          .isZero();
      if (!head) {
        ProblemJudge.judge(reply);
      }
    } else if (READS.contains(exchange.event().method())
        || exchange.event().path().endsWith("/query/events")) {
      assertThat(exchange.writes()).as("writes of a read").isZero();
    }
    ContractJudge.judge(exchange, reply);
  }

  private static void quiet(Exchange exchange) {
    assertThat(exchange.printed()).as("printed").isEmpty();
    for (String line : exchange.logged()) {
      assertThat(line).as("line of the log").startsWith("{").contains(GOOD_END);
      String ours = line.replaceAll("\"correlationId\":\"[A-Za-z0-9._:/+=-]{1,128}\",", "");
      assertThat(ours.toLowerCase(Locale.ROOT))
          .as("line of the log")
          .doesNotContain(HostileTexts.CANARY);
    }
  }

  /// What the schedule sends gets no answer of HTTP; anything that only looks like it fails.
  private static void unanswered(Exchange exchange) {
    assertThat(exchange.function())
        .as("the function, %s", exchange.thrown())
        .isEqualTo(Operation.Function.RESET);
    assertThat(exchange.event().isRequest()).as("a request, %s", exchange.thrown()).isFalse();
    assertThat(exchange.thrown())
        .isInstanceOfAny(MalformedJson.class, IllegalArgumentException.class)
        .message()
        .doesNotContain(HostileTexts.CANARY);
    assertThat(exchange.writes()).as("writes of a refused event").isZero();
  }
}
