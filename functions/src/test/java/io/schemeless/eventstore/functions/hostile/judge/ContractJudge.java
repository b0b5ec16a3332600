package io.schemeless.eventstore.functions.hostile.judge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.schemeless.eventstore.functions.Contract;
import io.schemeless.eventstore.functions.Lambda;
import io.schemeless.eventstore.functions.Reply;
import io.schemeless.eventstore.functions.hostile.requests.HostileEvent;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Holds an exchange against `docs/openapi.yaml`, where the event is one that API Gateway could
/// have sent and neither side is too large to look at quickly.
final class ContractJudge {
  private static final int QUICK = 64 * 1024;

  /// Refusals that were looked at: most are the same again.
  private static final Set<String> KNOWN = new HashSet<>();

  private static final int MOST_KNOWN = 10_000;

  private ContractJudge() {}

  static void judge(Exchange exchange, Reply reply) {
    HostileEvent event = exchange.event();
    boolean addressed =
        event.stage().equals("$default")
            && event.path().startsWith("/")
            && event.method().matches("[A-Z]+")
            && exchange.function() == event.function();
    boolean small =
        reply.body().length < QUICK && event.json().path("body").asText("").length() < QUICK;
    if (addressed && small && !known(event, reply)) {
      Contract.INSTANCE.check(Lambda.event(whole(event.json()).text()), reply);
    }
  }

  private static boolean known(HostileEvent event, Reply reply) {
    if (reply.status() < 400) {
      return false;
    }
    if (KNOWN.size() > MOST_KNOWN) {
      KNOWN.clear();
    }
    String refusal = String.join("\n", event.method(), event.path(), reply.headers().toString());
    return !KNOWN.add(refusal + reply.text());
  }

  /// The event with nothing missing, its headers as API Gateway writes them, and no body where none
  /// is looked at.
  private static HostileEvent whole(ObjectNode event) {
    ObjectNode whole = event.deepCopy();
    ObjectNode headers = whole.putObject("headers");
    for (Map.Entry<String, JsonNode> header : event.path("headers").properties()) {
      if (header.getValue().isTextual()) {
        headers.set(header.getKey().toLowerCase(Locale.ROOT), header.getValue());
      }
    }
    if (event.path("requestContext").path("http").path("method").asText().matches("GET|HEAD")) {
      whole.remove("body");
    }
    whole.put("rawQueryString", event.path("rawQueryString").asText(""));
    return new HostileEvent(whole).stage("$default");
  }
}
