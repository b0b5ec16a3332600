package io.schemeless.eventstore.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.memory.MemoryEventStore;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests that nobody would send in good faith: never a 5xx, never an answer against the
/// contract.
class HostileTest {
  private static final int REQUESTS = 1_500;
  private static final List<String> SCRAPS =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          "\"",
          "\\ud800",
          "\\udc00",
          "\\u0000",
          "1e999999",
          "-",
          "0x1",
          "NaN",
          "null",
          "true",
          "\"type\"",
          "\"payload\"",
          "\"events\"",
          "\"expected\"",
          "\"domain\"",
          "\"sequence\"",
          "\"id\"",
          "\"created\"",
          "\"specversion\"",
          "\"source\"",
          "\"data\"",
          "/*",
          "\u2028",
          "\u0000",
          "é",
          "😀",
          "99999999999999999999",
          "1.5",
          "{\"\\ud800\":1}");
  private static final List<String> BODIES =
      List.of(
          "{\"type\":\"t\",\"payload\":{\"a\":[1,2,{\"b\":\"c\"}]},\"meta\":{},\"id\":\"i\"}",
          "[{\"type\":\"t\",\"payload\":0},{\"type\":\"u\",\"payload\":\"\\u00e9\"}]",
          "{\"events\":[{\"domain\":\"d\",\"type\":\"t\",\"payload\":0}],\"expected\":[{\"domain\":\"d\",\"sequence\":0}]}",
          "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"data\":{\"x\":1},\"time\":\"2011-10-11T13:45:40.276Z\"}",
          "{\"confirm\":\"other\"}");
  private static final List<String> PATHS =
      List.of(
          "/events",
          "/streams/d/events",
          "/streams/d/i/events",
          "/stream/events",
          "/streams",
          "/events/i",
          "/event",
          "/correlations/c/events",
          "/correlation/events",
          "/health",
          "/reset");
  private static final List<String> PARAMETERS =
      List.of("after", "limit", "domain", "identifier", "type", "id", "from", "direction", "x");
  private static final List<String> TYPES =
      List.of(
          "application/json",
          "application/cloudevents+json",
          "application/cloudevents-batch+json",
          "text/plain",
          ";",
          "");
  private static final List<String> HEADERS =
      List.of("If-Match", "If-None-Match", "Idempotency-Key", "Accept", "Content-Encoding");

  private final Gateway gateway = new Gateway(MemoryEventStore.create());

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void no_request_breaks_a_function(long seed) {
    // given
    Random random = new Random(seed);

    for (int i = 0; i < REQUESTS; i++) {
      // when
      boolean read = random.nextInt(3) == 0;
      GatewayRequest request = gateway.call(read ? "GET" : "POST", target(random));
      for (String header : HEADERS) {
        if (random.nextInt(6) == 0) {
          request.header(header, text(random));
        }
      }
      if (!read) {
        String body = mangled(pick(BODIES, random), random);
        request
            .header("Content-Type", pick(TYPES, random))
            .bytes(body.getBytes(StandardCharsets.UTF_8));
      }
      TestContext context = new TestContext();
      Reply reply = request.context(context).send();

      // then
      assertThat(reply.status())
          .as("request %s of seed %s, log %s", i, seed, context.logged())
          .isLessThan(500);
      assertThat(context.logged()).isEmpty();
    }
  }

  private static String target(Random random) {
    StringBuilder target = new StringBuilder(pick(PATHS, random));
    if (random.nextInt(4) == 0) {
      target.append('/').append(encode(text(random)));
    }
    int parameters = random.nextInt(3);
    for (int i = 0; i < parameters; i++) {
      target.append(i == 0 ? '?' : '&').append(pick(PARAMETERS, random)).append('=');
      target.append(encode(random.nextBoolean() ? "1" : text(random)));
    }
    return target.toString();
  }

  private static String mangled(String body, Random random) {
    StringBuilder text = new StringBuilder(body);
    int cuts = random.nextInt(4);
    for (int i = 0; i < cuts && !text.isEmpty(); i++) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(3)) {
        case 0 -> text.insert(at, pick(SCRAPS, random));
        case 1 -> text.deleteCharAt(at);
        default -> text.replace(at, Math.min(text.length(), at + 3), pick(SCRAPS, random));
      }
    }
    return text.toString();
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    int length = 1 + random.nextInt(random.nextInt(10) == 0 ? 600 : 6);
    for (int i = 0; i < length; i++) {
      switch (random.nextInt(4)) {
        case 0 -> text.append(pick(SCRAPS, random));
        case 1 -> text.append((char) (1 + random.nextInt(126)));
        case 2 -> text.appendCodePoint(random.nextInt(0xd800));
        default -> text.append("\"7\",*/?#%\r\n".charAt(random.nextInt(11)));
      }
    }
    return text.toString();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static <T> T pick(List<T> from, Random random) {
    return from.get(random.nextInt(from.size()));
  }
}
