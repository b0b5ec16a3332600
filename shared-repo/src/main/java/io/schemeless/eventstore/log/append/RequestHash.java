package io.schemeless.eventstore.log.append;

import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.log.item.BodyJson;
import io.schemeless.eventstore.log.item.Claim;
import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.log.item.Sha256;
import io.schemeless.eventstore.port.Value;
import io.schemeless.eventstore.store.AppendCondition;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.ExpectedVersion;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.wire.EventJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Tells whether two requests are the same: whether they say the same, as JSON and in any order of
/// the expected versions and of an event's tags. Members of objects have no order in JSON, and
/// programs write them in any; numbers are compared by their text. Who appends is no part of it: a
/// role's session has another name each time.
///
/// Only claims ask for it, so it is made when first asked for.
final class RequestHash {
  private final AppendRequest request;
  private Value.@Nullable Bytes made;

  RequestHash(AppendRequest request) {
    this.request = request;
  }

  /// What a claim of this request says.
  Value.Bytes value() {
    Value.Bytes value = made;
    if (value == null) {
      value = of(request.events().stream().map(RequestHash::sorted).toList());
      made = value;
    }
    return value;
  }

  /// Whether a claim was made by the same request. Claims that were made before members were sorted
  /// have the hash of the text as it came, and those from before sources named events that of the
  /// events without them; they live for 7 days, those of event ids for ever.
  boolean isOf(Claim claim) {
    if (claim.hash().equals(value()) || claim.hash().equals(of(request.events()))) {
      return true;
    }
    if (request.events().stream().noneMatch(NewEvent::bySource)) {
      return false;
    }
    List<NewEvent> byId = request.events().stream().map(e -> e.withBySource(false)).toList();
    return claim.hash().equals(of(byId.stream().map(RequestHash::sorted).toList()))
        || claim.hash().equals(of(byId));
  }

  private static NewEvent sorted(NewEvent event) {
    Json meta = event.meta();
    return event
        .withPayload(event.payload().sorted())
        .withMeta(meta == null ? null : meta.sorted())
        .withTags(event.tags().stream().sorted().toList());
  }

  private Value.Bytes of(List<NewEvent> events) {
    List<byte[]> said = new ArrayList<>();
    events.forEach(event -> said.add(EventJson.write(event.withRecordedBy(null), true)));
    request.expected().entrySet().stream()
        .map(e -> expectation(Keys.name(e.getKey()), e.getValue()))
        .sorted(Arrays::compare)
        .forEach(said::add);
    AppendCondition condition = request.condition();
    if (condition != null) {
      said.add(condition(condition).getBytes(StandardCharsets.UTF_8));
    }
    return Sha256.of(BodyJson.join(said));
  }

  /// Each text's length keeps it from passing for others.
  private static String condition(AppendCondition condition) {
    String after = condition.after() == null ? "" : condition.after().value();
    return Stream.concat(
            Stream.of("if", after),
            condition.failIfEventsMatch().items().stream()
                .map(item -> texts(item.types()) + " " + texts(item.tags()))
                .sorted())
        .map(text -> text.length() + ":" + text)
        .collect(Collectors.joining());
  }

  private static String texts(Set<String> texts) {
    return texts.stream()
        .sorted()
        .map(text -> text.length() + ":" + text)
        .collect(Collectors.joining());
  }

  /// The name's length keeps it from passing for another expectation.
  private static byte[] expectation(String name, ExpectedVersion version) {
    return (name.length() + " " + name + " " + version).getBytes(StandardCharsets.UTF_8);
  }
}
