package io.schemeless.eventstore.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.schemeless.eventstore.memory.MemoryEventStore;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Names of any characters, through the path where it can carry them and through the query always.
class NamesTest {
  private final Gateway gateway = new Gateway(MemoryEventStore.create());

  static Stream<String> names() {
    return Stream.of(
        "plain",
        "with space",
        "a:b;c=d&e,f",
        "100%",
        "%2F",
        "%zz",
        "a+b",
        "a#b",
        "a|b\\c\"d'e<f>",
        "Zürich 東京 😀",
        "events",
        "streams",
        "a\r\nSet-Cookie: x=1",
        "\u0000\u0001\u007f",
        "\u2028\u2029");
  }

  static Stream<String> namesThatNoPathCarries() {
    return Stream.of("a/b", "/", "a//b", "what?", "?x=1", "a/b?c#d%2F");
  }

  static Stream<String> allNames() {
    return Stream.concat(names(), namesThatNoPathCarries());
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static EventBody event(String name) {
    return new EventBody()
        .with("type", name)
        .with("payload", name)
        .with("correlationId", name)
        .with("causationId", name)
        .with("id", name);
  }

  private Reply append(String target, String name) {
    return gateway.post(target).json(event(name).text()).send().is(201);
  }

  private JsonNode read(String target) {
    return gateway.get(target).send().is(200).json();
  }

  @ParameterizedTest
  @MethodSource("names")
  void a_path_carries_a_name(String name) {
    // given
    String stream = "/streams/" + encode(name) + "/" + encode(name) + "/events";

    // when
    Reply appended = append(stream, name);

    // then
    assertThat(appended.json().at("/events/0/domain").asText()).isEqualTo(name);
    assertThat(read(stream).at("/events/0/identifier").asText()).isEqualTo(name);
    assertThat(read("/events/" + encode(name)).path("type").asText()).isEqualTo(name);
    assertThat(read("/correlations/" + encode(name) + "/events").path("events")).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("allNames")
  void a_query_carries_every_name(String name) {
    // given
    String stream = "/stream/events?domain=" + encode(name) + "&identifier=" + encode(name);

    // when
    Reply appended = append(stream, name);

    // then
    assertThat(appended.json().at("/events/0/identifier").asText()).isEqualTo(name);
    assertThat(read(stream).at("/events/0/domain").asText()).isEqualTo(name);
    assertThat(read("/event?id=" + encode(name)).path("id").asText()).isEqualTo(name);
    assertThat(read("/correlation/events?id=" + encode(name)).path("events")).hasSize(1);
    assertThat(read("/events?domain=" + encode(name) + "&type=" + encode(name)).path("events"))
        .hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("allNames")
  void a_location_leads_to_the_event_and_breaks_no_header(String name) {
    // given
    Reply appended = append("/streams/d/events", name);

    // when
    String location = appended.header("location");

    // then
    assertThat(location).matches("[!-~]+");
    assertThat(read(location).path("id").asText()).isEqualTo(name);
  }

  @ParameterizedTest
  @MethodSource("allNames")
  void a_link_leads_on_and_breaks_no_header(String name) {
    // given
    String stream = "/stream/events?domain=" + encode(name) + "&limit=1&identifier=" + encode(name);
    gateway
        .post(stream.replace("&limit=1", ""))
        .json(EventBody.list(2, i -> i == 0 ? event(name) : new EventBody().with("type", "u")))
        .send()
        .is(201);

    // when
    String link = gateway.get(stream).send().is(200).header("link");

    // then
    assertThat(link).matches("<events\\?[!-~]+>; rel=\"next\"");
    String next = link.substring(1, link.indexOf('>'));
    assertThat(read("/stream/" + next).at("/events/0/type").asText()).isEqualTo("u");
  }

  @ParameterizedTest
  @MethodSource("allNames")
  void a_conflict_names_the_stream_whatever_its_name(String name) {
    // when
    Reply reply =
        gateway
            .post("/stream/events?domain=" + encode(name))
            .header("If-Match", "\"3\"")
            .json(event(name).text())
            .send();

    // then
    assertThat(reply.isProblem(412, "version-conflict").json().path("domain").asText())
        .isEqualTo(name);
  }

  @ParameterizedTest
  @MethodSource("namesThatNoPathCarries")
  void a_name_that_a_path_cannot_carry_has_a_location_in_the_query_form(String name) {
    // when
    Reply appended = append("/streams/d/events", name);

    // then
    assertThat(appended.header("location")).startsWith("/event?id=");
  }
}
