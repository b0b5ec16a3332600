package io.schemeless.eventstore.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.schemeless.eventstore.functions.http.Operation;
import io.schemeless.eventstore.functions.metrics.Metric;
import io.schemeless.eventstore.infra.config.ConfigReader;
import io.schemeless.eventstore.infra.config.StoreConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;

/// The store as a construct in stacks of others.
class EventStoreConstructTest {

  private static Resources resources(Stack stack) {
    return new Resources(new ObjectMapper().valueToTree(Template.fromStack(stack).toJSON()));
  }

  private static EventStoreConstruct store(Stack stack, String id, String... settings) {
    Map<String, Object> all = new TreeMap<>(Synth.context("sandbox", settings));
    return new EventStoreConstruct(stack, id, ConfigReader.of(all), Synth.jar());
  }

  private static Role role(Stack stack, String id) {
    return Role.Builder.create(stack, id)
        .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
        .build();
  }

  /// What a role may call, as `METHOD/path`.
  private static List<String> calls(Resources resources, String role) {
    List<String> calls = new ArrayList<>();
    for (Map.Entry<String, JsonNode> policy : resources.entries("AWS::IAM::Policy")) {
      if (policy.getKey().startsWith(role)) {
        for (JsonNode resource : policy.getValue().findValues("Fn::Join")) {
          String arn = resource.toString();
          calls.add(arn.substring(arn.indexOf("/$default/") + 10, arn.lastIndexOf('"')));
        }
      }
    }
    return calls;
  }

  @Test
  void rights_are_by_route_and_none_leads_to_the_reset() {
    Stack stack = new Stack(Synth.app(Map.of()), "App");
    EventStoreConstruct store = store(stack, "Store");
    store.grantAppend(role(stack, "Appends"));
    store.grantReplay(role(stack, "Replays"));
    store.grantRead(role(stack, "Reads"));

    Resources resources = resources(stack);

    assertThat(calls(resources, "Appends"))
        .containsExactlyInAnyOrder(
            "POST/events",
            "POST/stream/events",
            "POST/streams/*/events",
            "POST/streams/*/*/events");
    assertThat(calls(resources, "Replays"))
        .containsExactlyInAnyOrder("GET/events", "HEAD/events", "POST/query/events");
    assertThat(calls(resources, "Reads"))
        .contains("GET/events", "GET/streams", "GET/health", "GET/events/*")
        .filteredOn(call -> call.startsWith("POST"))
        .containsExactly("POST/query/events");
  }

  @Test
  void where_tokens_say_what_a_caller_may_do_iam_does_not() {
    Stack stack = new Stack(Synth.app(Map.of()), "App");
    EventStoreConstruct store =
        store(stack, "Store", "jwtIssuer=https://i.example.com", "jwtAudience=a");

    assertThatThrownBy(() -> store.grantRead(role(stack, "Reads")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("scopes");
  }

  @Test
  void two_stores_live_in_one_stack() {
    Stack stack = new Stack(Synth.app(Map.of()), "App");
    EventStoreConstruct orders = store(stack, "Orders", "name=orders");
    store(stack, "Bills", "name=bills");

    Resources resources = resources(stack);

    assertThat(resources.all("AWS::DynamoDB::Table")).hasSize(2);
    assertThat(resources.all("AWS::Lambda::Function")).hasSizeGreaterThanOrEqualTo(8);
    assertThat(orders.metric(Operation.Function.APPEND, Metric.APPENDS).toString()).isNotEmpty();
    assertThat(orders.function(Operation.Function.APPEND)).isNotNull();
    assertThat(orders.key()).isNull();
    assertThat(orders.bus()).isNull();
  }

  /// An existing stack would make everything anew under other ids.
  @Test
  void our_own_app_stands_on_it_and_keeps_the_ids_that_it_had() {
    Resources prod = Synth.prod();

    assertThat(prod.entries("AWS::DynamoDB::Table").getFirst().getKey())
        .isEqualTo("StorageTableB43FDCE7");
    assertThat(prod.entries("AWS::S3::Bucket").getFirst().getKey())
        .isEqualTo("StorageBucket5CB7C8EA");
    assertThat(prod.has("AppendFunction")).isTrue();
    assertThat(prod.has("ApiAccessLogs50B185DB")).isTrue();
  }

  @Test
  void an_app_of_others_adds_a_consumer_that_may_replay_and_no_more() {
    App app = Synth.app(Map.of());

    Resources resources = resources(new ConsumerStack(app, "Shop", Synth.jar()));

    assertThat(calls(resources, "ProjectorServiceRole"))
        .containsExactlyInAnyOrder("GET/events", "HEAD/events", "POST/query/events");
    assertThat(resources.only("AWS::Events::Rule").at("/Properties/EventBusName").has("Ref"))
        .isTrue();
    assertThat(resources.all("AWS::DynamoDB::Table").getFirst().get("DeletionPolicy").asText())
        .isEqualTo("Retain");
  }

  @Test
  void each_fact_is_an_output_and_a_parameter_of_its_name() {
    Resources prod = Synth.prod("name=orders", "customerKey=true", "notifications=true");

    List<String> parameters =
        prod.all("AWS::SSM::Parameter").stream()
            .map(each -> each.at("/Properties/Name").asText())
            .toList();

    assertThat(parameters)
        .contains(
            "/event-store/orders-prod/ApiArn",
            "/event-store/orders-prod/KeyArn",
            "/event-store/orders-prod/EventBusArn",
            "/event-store/orders-prod/AppendFunctionName");
    List<String> outputs = new ArrayList<>();
    prod.template().get("Outputs").fieldNames().forEachRemaining(outputs::add);
    assertThat(outputs)
        .filteredOn(name -> !name.startsWith("Export"))
        .containsExactlyInAnyOrderElementsOf(
            parameters.stream().map(name -> name.substring(name.lastIndexOf('/') + 1)).toList());
  }

  @Test
  void settings_are_read_as_strictly_as_those_of_a_file() {
    assertThatThrownBy(() -> ConfigReader.of(Map.of("stage", "prod", "custmerKey", true)))
        .hasMessage("The setting custmerKey is unknown.");
    StoreConfig config = ConfigReader.of(Map.of("stage", "prod"));
    assertThat(config.id()).isEqualTo("events-prod");
  }
}
