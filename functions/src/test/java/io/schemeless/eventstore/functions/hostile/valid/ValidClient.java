package io.schemeless.eventstore.functions.hostile.valid;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.schemeless.eventstore.functions.Reply;
import io.schemeless.eventstore.functions.hostile.harness.FuzzTarget;
import io.schemeless.eventstore.functions.hostile.judge.AnswerCounts;
import io.schemeless.eventstore.functions.hostile.judge.Exchange;
import io.schemeless.eventstore.functions.hostile.judge.Judge;
import io.schemeless.eventstore.functions.hostile.requests.Dice;
import io.schemeless.eventstore.functions.hostile.requests.HostileEvent;
import io.schemeless.eventstore.functions.hostile.requests.HostileTexts;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.json.JsonText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A client whose requests are strange and valid. It knows what it must be answered: each of its
/// requests is taken, and what it wrote is read back equal.
public final class ValidClient {
  private static final String ONE = "application/cloudevents+json";
  private static final String MANY = "application/cloudevents-batch+json";
  private static final String[] JSON = {
    "application/json",
    "Application/JSON; charset=\"UTF-8\"",
    "application/json ; charset = us-ascii;x"
  };

  private final FuzzTarget target;
  private final Dice dice;
  private final AnswerCounts counts;
  private @Nullable Exchange last;

  public ValidClient(FuzzTarget target, Dice dice, AnswerCounts counts) {
    this.target = target;
    this.dice = dice;
    this.counts = counts;
  }

  /// What was exchanged last.
  public Exchange last() {
    return Objects.requireNonNull(last, "nothing yet");
  }

  /// Appends to a new stream, once or twice, and reads all of it back.
  public void appendAndReadBack() {
    Stream stream =
        new Stream(
            ValidValues.fresh(dice), dice.oneIn(4) ? null : ValidValues.name(dice), dice.oneIn(3));
    int events = append(stream, "if-none-match", "*");
    if (dice.oneIn(2)) {
      String version = "\"" + events + "\"";
      events += append(stream, "if-match", version);
    }
    Reply page = taken(HostileEvent.request("GET", "/stream/events", stream.query()), 200);
    assertThat(page.header("etag")).as("version").isEqualTo("\"" + events + "\"");
  }

  /// A stream that the address names, or each event.
  private record Stream(String domain, @Nullable String identifier, boolean namedByEvents) {
    String query() {
      String domainAlone = "domain=" + HostileTexts.encoded(domain);
      return identifier == null
          ? domainAlone
          : domainAlone + "&identifier=" + HostileTexts.encoded(identifier);
    }

    HostileEvent post() {
      if (namedByEvents) {
        return HostileEvent.request("POST", "/events", "");
      }
      String path = "/" + domain + (identifier == null ? "" : "/" + identifier);
      boolean fits = !domain.contains("/") && (identifier == null || !identifier.contains("/"));
      return fits && !path.contains("?")
          ? HostileEvent.request("POST", "/streams" + path + "/events", "")
          : HostileEvent.request("POST", "/stream/events", query());
    }

    Map<String, RoundTrip> names(Dice dice) {
      Map<String, RoundTrip> names = new LinkedHashMap<>();
      if (namedByEvents) {
        names.put("domain", RoundTrip.string(domain, dice));
        if (identifier != null) {
          names.put("identifier", RoundTrip.string(identifier, dice));
        }
      }
      return names;
    }
  }

  private int append(Stream stream, String header, String version) {
    boolean cloud = dice.oneIn(4);
    List<ValidEvent> events = new ArrayList<>();
    for (int i = dice.pick(1, 1, 3); i > 0; i--) {
      Map<String, RoundTrip> names = stream.names(dice);
      events.add(cloud ? ValidEvent.cloudEvent(dice, names) : ValidEvent.event(dice, names));
    }
    boolean single = events.size() == 1 && dice.oneIn(2) && (cloud || !stream.namedByEvents());
    HostileEvent request = stream.post().body(single ? events.getFirst().sent() : list(events));
    request.header("content-type", cloud ? single ? ONE : MANY : dice.pick(JSON));
    if (!stream.namedByEvents()) {
      request.header(header, version);
    }
    boolean keyed = dice.oneIn(4);
    if (keyed) {
      request.header("idempotency-key", ValidValues.fresh(dice));
    }
    Reply appended = taken(request, 201);
    if (keyed) {
      Reply again = taken(request, 201);
      assertThat(again.json().path("events"))
          .as("repeat")
          .isEqualTo(appended.json().path("events"));
    }
    for (int i = 0; i < events.size(); i++) {
      String id = appended.json().path("events").path(i).path("id").asText();
      readBack(id, events.get(i), cloud ? ONE : "application/json");
    }
    return events.size();
  }

  private static String list(List<ValidEvent> events) {
    return events.stream().map(ValidEvent::sent).collect(Collectors.joining(" ,\n", "[", "]"));
  }

  private void readBack(String id, ValidEvent event, String mediaType) {
    Reply found =
        taken(
            HostileEvent.request("GET", "/event", "id=" + HostileTexts.encoded(id) + event.source())
                .header("accept", mediaType + dice.pick("", ";q=1.0000", " ; q = 0.12345")),
            200);
    Map<String, String> fields = JsonText.parse(found.text(), ValidClient::fields);
    assertThat(fields).as("read back").containsAllEntriesOf(event.expected());
  }

  /// Token by token: a number may be larger than any type of Java's.
  private static Map<String, String> fields(JsonParser parser) throws IOException {
    Map<String, String> fields = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      fields.put(name, Json.read(parser).text());
    }
    return fields;
  }

  private Reply taken(HostileEvent request, int status) {
    Exchange exchange = target.send(request);
    last = exchange;
    counts.valid();
    Reply reply = exchange.reply();
    String answer = reply == null ? "nothing" : reply.text();
    assertThat(exchange.status())
        .as("answer to a valid request: %s", answer.substring(0, Math.min(400, answer.length())))
        .isEqualTo(status);
    Judge.judge(exchange);
    return Objects.requireNonNull(reply);
  }
}
