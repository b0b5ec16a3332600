package io.schemeless.eventstore.infra.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.schemeless.eventstore.conformance.Ports;
import io.schemeless.eventstore.infra.Resources;
import io.schemeless.eventstore.infra.Synth;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.memory.MemoryCells;
import io.schemeless.eventstore.memory.MemoryObjectStore;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Condition;
import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.port.Read;
import io.schemeless.eventstore.port.Value;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StreamId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class NotificationTest {
  private static final String PIPE = "AWS::Pipes::Pipe";

  @Test
  void nobody_is_told_unless_asked_for() {
    Resources prod = Synth.prod();

    assertThat(prod.all(PIPE)).isEmpty();
    assertThat(prod.only("AWS::DynamoDB::Table").at("/Properties").has("StreamSpecification"))
        .isFalse();
  }

  @Test
  void the_pipe_goes_from_the_tables_stream_to_a_bus_of_the_stores_own() {
    Resources prod = Synth.prod("notifications=true");
    JsonNode pipe = prod.only(PIPE).get("Properties");

    assertThat(pipe.at("/Source/Fn::GetAtt/1").asText()).isEqualTo("StreamArn");
    assertThat(prod.resource(pipe.at("/Target/Fn::GetAtt/0").asText()).get("Type").asText())
        .isEqualTo("AWS::Events::EventBus");
    assertThat(prod.template().get("Outputs").has("EventBusName")).isTrue();
  }

  @Test
  void what_the_pipe_gives_up_on_is_kept_logged_and_told() {
    Resources prod = Synth.prod("notifications=true");
    JsonNode pipe = prod.only(PIPE).get("Properties");
    String queue =
        pipe.at("/SourceParameters/DynamoDBStreamParameters/DeadLetterConfig/Arn/Fn::GetAtt/0")
            .asText();

    assertThat(prod.resource(queue).get("Type").asText()).isEqualTo("AWS::SQS::Queue");
    assertThat(pipe.at("/LogConfiguration/Level").asText()).isEqualTo("ERROR");
    assertThat(pipe.at("/LogConfiguration").has("IncludeExecutionData")).isFalse();
    assertThat(
            prod.resource(
                    pipe.at(
                            "/LogConfiguration/CloudwatchLogsLogDestination/LogGroupArn/Fn::GetAtt/0")
                        .asText())
                .at("/Properties/LogGroupName/Fn::Join/1/0")
                .asText())
        .isEqualTo("/aws/vendedlogs/event-store-events-prod-pipe-");
    assertThat(prod.all("AWS::CloudWatch::Alarm"))
        .extracting(alarm -> alarm.at("/Properties/AlarmName").asText())
        .contains(
            "event-store-events-prod-PipeFailures", "event-store-events-prod-LostNotifications");
  }

  @Test
  void a_message_carries_the_position_and_nothing_of_the_events() {
    JsonNode pipe = Synth.prod("notifications=true").only(PIPE);

    assertThat(pipe.at("/Properties/TargetParameters/InputTemplate").asText())
        .isEqualTo("{\"store\":\"events-prod\",\"position\":\"<$.dynamodb.Keys.sk.S>\"}");
  }

  @Test
  void the_pipes_role_reads_the_stream_and_tells_the_bus_and_no_more() {
    Resources prod = Synth.prod("notifications=true");
    String role = prod.only(PIPE).at("/Properties/RoleArn/Fn::GetAtt/0").asText();

    JsonNode policy =
        prod.all("AWS::IAM::Policy").stream()
            .filter(p -> p.at("/Properties/Roles/0/Ref").asText().equals(role))
            .findFirst()
            .orElseThrow();

    JsonNode statements = policy.at("/Properties/PolicyDocument/Statement");
    assertThat(statements).hasSize(3);
    assertThat(Resources.actions(statements.get(2))).containsExactly("sqs:SendMessage");
    assertThat(statements.get(0).at("/Resource/Fn::GetAtt/1").asText()).isEqualTo("StreamArn");
    assertThat(Resources.actions(statements.get(1))).containsExactly("events:PutEvents");
  }

  /// Evaluates the pipe's filter on every item that the protocol writes.
  @Test
  void the_filter_lets_through_committed_slots_and_no_other_item() {
    MemoryCells cells = new MemoryCells();
    EventStore store = new Ports(cells, new MemoryObjectStore()).open();
    StreamId stream = StreamId.of("orders", "/l");
    NewEvent event = NewEvent.of(stream, "added", Json.parse("1"));
    store.append(
        AppendRequest.of(event.withId("x/l").withCorrelationId("c/l"), event)
            .withIdempotencyKey("k/l"));
    store.append(AppendRequest.of(event));
    Key sealed = new Key(store.info().incarnation() + "/l", "000000000000003");
    cells.put(new Cell(sealed, Map.of("at", new Value.Number(1))), new Condition.Absent());

    List<Key> told =
        cells.scan(List.of(""), null).keys().stream()
            .filter(key -> isTold(Objects.requireNonNull(cells.get(key, Read.CONSISTENT))))
            .toList();

    assertThat(told)
        .hasSize(2)
        .allMatch(key -> key.partition().matches("[a-z0-9]{16}/l"))
        .extracting(Key::sort)
        .containsExactlyInAnyOrder("000000000000001", "000000000000002");
  }

  private static boolean isTold(Cell cell) {
    try {
      JsonNode filter = new ObjectMapper().readTree(Notification.FILTER).get("dynamodb");
      boolean told = cell.key().partition().endsWith(filter.at("/Keys/pk/S/0/suffix").asText());
      for (Map.Entry<String, JsonNode> wanted : filter.get("NewImage").properties()) {
        String type = wanted.getValue().fieldNames().next();
        assertThat(wanted.getValue().get(type).get(0).get("exists").asBoolean()).isTrue();
        told &=
            switch (cell.get(wanted.getKey())) {
              case Value.Number _ -> type.equals("N");
              case Value.Bytes _ -> type.equals("B");
              case Value.Text _ -> type.equals("S");
              case Value.Texts _ -> type.equals("L");
              case null -> false;
            };
      }
      return told;
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
