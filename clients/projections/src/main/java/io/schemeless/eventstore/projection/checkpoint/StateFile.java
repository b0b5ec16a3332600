package io.schemeless.eventstore.projection.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.schemeless.eventstore.client.StreamName;
import io.schemeless.eventstore.projection.ParkedEvent;
import io.schemeless.eventstore.projection.ProjectionCheckpoint;
import io.schemeless.eventstore.projection.ProjectionId;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the file of a projection holds.
record StateFile<S>(ProjectionCheckpoint checkpoint, List<ParkedEvent> parked, S state) {

  StateFile<S> moved(ProjectionCheckpoint to, @Nullable ParkedEvent more) {
    if (more == null) {
      return new StateFile<>(to, parked, state);
    }
    List<ParkedEvent> all = new ArrayList<>(parked);
    all.add(more);
    return new StateFile<>(to, all, state);
  }

  StateFile<S> without(long number) {
    return new StateFile<>(
        checkpoint, parked.stream().filter(event -> event.number() != number).toList(), state);
  }

  ObjectNode toJson(JsonMapper mapper) {
    ObjectNode json = mapper.createObjectNode();
    json.put("projection", checkpoint.projection().name());
    json.put("version", checkpoint.projection().version());
    json.put("revision", checkpoint.revision());
    json.put("token", checkpoint.token());
    json.put("number", checkpoint.number());
    json.put("applied", checkpoint.applied());
    json.put("recorded", checkpoint.recorded() == null ? null : checkpoint.recorded().toString());
    ArrayNode all = json.putArray("parked");
    for (ParkedEvent event : parked) {
      all.addObject()
          .put("number", event.number())
          .put("id", event.id())
          .put("domain", event.stream().domain())
          .put("identifier", event.stream().identifier())
          .put("sequence", event.sequence())
          .put("type", event.type())
          .put("failure", event.failure())
          .put("after", event.after());
    }
    json.set("state", mapper.valueToTree(state));
    return json;
  }

  static <S> StateFile<S> of(JsonMapper mapper, JsonNode json, Class<S> type) throws IOException {
    ProjectionId id =
        ProjectionId.of(json.path("projection").asText(), json.path("version").asInt());
    String recorded = text(json, "recorded");
    ProjectionCheckpoint checkpoint =
        new ProjectionCheckpoint(
            id,
            json.path("revision").asLong(),
            text(json, "token"),
            json.path("number").asLong(),
            json.path("applied").asLong(),
            recorded == null ? null : Instant.parse(recorded));
    List<ParkedEvent> parked = new ArrayList<>();
    for (JsonNode each : json.path("parked")) {
      parked.add(
          new ParkedEvent(
              id,
              each.path("number").asLong(),
              each.path("id").asText(),
              new StreamName(each.path("domain").asText(), text(each, "identifier")),
              each.path("sequence").asLong(),
              each.path("type").asText(),
              each.path("failure").asText(),
              text(each, "after")));
    }
    return new StateFile<>(checkpoint, parked, mapper.treeToValue(json.path("state"), type));
  }

  private static @Nullable String text(JsonNode json, String field) {
    JsonNode value = json.get(field);
    return value == null || value.isNull() ? null : value.asText();
  }
}
