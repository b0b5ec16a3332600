package io.schemeless.eventstore.infra.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.schemeless.eventstore.functions.http.Operation;
import io.schemeless.eventstore.infra.Resources;
import io.schemeless.eventstore.infra.Synth;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApiTest {
  private static final String API = "AWS::ApiGatewayV2::Api";
  private static final String ROUTE = "AWS::ApiGatewayV2::Route";
  private static final String STAGE = "AWS::ApiGatewayV2::Stage";
  private static final String INTEGRATION = "AWS::ApiGatewayV2::Integration";

  @Test
  void the_api_has_every_route() {
    List<String> expected = new ArrayList<>();
    for (Operation operation : Operation.values()) {
      for (String method : operation.methods()) {
        operation.paths().forEach(path -> expected.add(method + " " + path));
      }
    }

    assertThat(routeKeys(Synth.sandbox())).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void production_has_every_route_but_the_reset() {
    List<String> all = new ArrayList<>(routeKeys(Synth.sandbox()));
    all.removeAll(List.of("POST /reset", "OPTIONS /reset"));

    assertThat(routeKeys(Synth.prod())).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void each_path_tells_its_methods_and_each_read_has_its_head() {
    List<String> keys = routeKeys(Synth.prod());

    assertThat(keys)
        .contains("HEAD /events", "HEAD /streams/{domain}/events", "OPTIONS /events")
        .doesNotContain("HEAD /reset", "OPTIONS /reset");
    assertThat(functionOf(Synth.sandbox(), "HEAD /events")).startsWith("Replay");
    assertThat(functionOf(Synth.sandbox(), "OPTIONS /events")).startsWith("Streams");
  }

  @Test
  void where_origins_are_allowed_the_gateway_answers_preflights_itself() {
    assertThat(routeKeys(Synth.prod("cors=https://a.example.com")))
        .contains("HEAD /events")
        .noneMatch(key -> key.startsWith("OPTIONS"));
  }

  @Test
  void each_route_leads_to_the_function_that_serves_it() {
    Resources sandbox = Synth.sandbox();

    for (Operation operation : Operation.values()) {
      for (String path : operation.paths()) {
        for (String method : operation.methods()) {
          String target = functionOf(sandbox, method + " " + path);
          assertThat(target.toUpperCase(java.util.Locale.ROOT))
              .startsWith(operation.function().name());
        }
      }
    }
  }

  @Test
  void production_routes_lead_to_the_alias() {
    Resources prod = Synth.prod();

    for (JsonNode integration : prod.all(INTEGRATION)) {
      String alias = integration.at("/Properties/IntegrationUri/Ref").asText();
      assertThat(prod.resource(alias).get("Type").asText()).isEqualTo("AWS::Lambda::Alias");
    }
    for (JsonNode permission : prod.all("AWS::Lambda::Permission")) {
      String alias = permission.at("/Properties/FunctionName/Ref").asText();
      assertThat(prod.resource(alias).get("Type").asText()).isEqualTo("AWS::Lambda::Alias");
    }
  }

  @Test
  void integrations_use_payload_format_2_0_and_give_up_after_29_s() {
    assertThat(Synth.sandbox().all(INTEGRATION))
        .hasSize(4)
        .allMatch(i -> i.at("/Properties/PayloadFormatVersion").asText().equals("2.0"))
        .allMatch(i -> i.at("/Properties/TimeoutInMillis").asInt() == 29_000);
  }

  @Test
  void every_route_asks_for_aws_credentials() {
    assertThat(Synth.prod().all(ROUTE))
        .allMatch(r -> r.at("/Properties/AuthorizationType").asText().equals("AWS_IAM"));
  }

  @Test
  void every_route_asks_for_a_token_where_an_issuer_is_given() {
    Resources prod =
        Synth.prod("jwtIssuer=https://issuer.example.com/", "jwtAudience=events, tools");

    assertThat(prod.all(ROUTE))
        .allMatch(r -> r.at("/Properties/AuthorizationType").asText().equals("JWT"))
        .allMatch(r -> r.at("/Properties/AuthorizerId").has("Ref"));
    JsonNode jwt = prod.only("AWS::ApiGatewayV2::Authorizer").at("/Properties/JwtConfiguration");
    assertThat(jwt.get("Issuer").asText()).isEqualTo("https://issuer.example.com/");
    assertThat(jwt.get("Audience")).extracting(JsonNode::asText).containsExactly("events", "tools");
  }

  @Test
  void every_route_is_throttled_and_made_before_the_stage_that_throttles_it() {
    Resources sandbox = Synth.sandbox("appendRate=40", "readRate=70", "replayRate=30");
    JsonNode stage = sandbox.only(STAGE);

    JsonNode settings = stage.at("/Properties/RouteSettings");

    assertThat(settings.properties())
        .extracting(e -> e.getKey())
        .containsExactlyInAnyOrderElementsOf(routeKeys(sandbox));
    assertThat(settings.get("POST /events").get("ThrottlingRateLimit").asInt()).isEqualTo(40);
    assertThat(settings.get("POST /events").get("ThrottlingBurstLimit").asInt()).isEqualTo(80);
    assertThat(settings.get("GET /streams").get("ThrottlingRateLimit").asInt()).isEqualTo(70);
    assertThat(settings.get("GET /events").get("ThrottlingRateLimit").asInt())
        .as("each may wait for 20 s")
        .isEqualTo(30);
    assertThat(settings.get("POST /reset").get("ThrottlingRateLimit").asInt()).isEqualTo(1);
    assertThat(stage.get("DependsOn"))
        .extracting(JsonNode::asText)
        .containsAll(sandbox.entries(ROUTE).stream().map(e -> e.getKey()).toList());
  }

  @Test
  void a_token_needs_the_scope_of_what_it_asks_for() {
    Resources sandbox =
        Synth.sandbox("jwtIssuer=https://issuer.example.com/", "jwtAudience=events");

    for (Operation operation : Operation.values()) {
      List<String> wanted =
          switch (operation) {
            case APPEND, APPEND_TO_STREAM -> List.of("event-store.append");
            case RESET -> List.of("event-store.reset");
            case OPTIONS -> List.of("event-store.append", "event-store.read", "event-store.reset");
            default -> List.of("event-store.read");
          };
      for (String path : operation.paths()) {
        for (String method : operation.methods()) {
          assertThat(route(sandbox, method + " " + path).at("/Properties/AuthorizationScopes"))
              .extracting(JsonNode::asText)
              .containsExactlyElementsOf(wanted);
        }
      }
    }
    assertThat(Synth.sandbox().all(ROUTE))
        .noneMatch(r -> r.at("/Properties").has("AuthorizationScopes"));
  }

  @Test
  void rights_by_domain_are_the_handlers_and_by_the_same_prefix() {
    String variable = "/Properties/Environment/Variables/EVENT_STORE_DOMAIN_SCOPES";
    Resources prod =
        Synth.prod(
            "jwtIssuer=https://issuer.example.com/",
            "jwtAudience=events",
            "jwtScopePrefix=events/",
            "jwtDomainScopes=true");

    for (String function : List.of("AppendFunction", "ReplayFunction", "StreamsFunction")) {
      assertThat(prod.resource(function).at(variable).asText()).isEqualTo("events/");
      assertThat(Synth.prod().resource(function).at(variable).isMissingNode()).isTrue();
    }
    assertThat(route(prod, "POST /events").at("/Properties/AuthorizationScopes/0").asText())
        .isEqualTo("events/append");
  }

  @Test
  void the_access_log_says_whose_token_it_was() {
    Resources prod =
        Synth.prod("jwtIssuer=https://issuer.example.com/", "jwtAudience=events, tools");

    assertThat(prod.only(STAGE).at("/Properties/AccessLogSettings/Format").asText())
        .contains("$context.authorizer.claims.sub", "$context.authorizer.claims.client_id");
    assertThat(Synth.prod().only(STAGE).at("/Properties/AccessLogSettings/Format").asText())
        .contains("$context.identity.userArn")
        .doesNotContain("claims");
  }

  @Test
  void access_logs_hold_nothing_that_customers_wrote() {
    Resources prod = Synth.prod();

    JsonNode settings = prod.only(STAGE).at("/Properties/AccessLogSettings");

    assertThat(settings.get("DestinationArn").at("/Fn::GetAtt/0").asText())
        .startsWith("ApiAccessLogs");
    assertThat(settings.get("Format").asText())
        .contains("$context.requestId", "$context.routeKey", "$context.status")
        .doesNotContain("$context.path", "body", "userAgent", "httpMethod", "error.message");
  }

  @Test
  void the_access_log_needs_no_room_in_the_policy_that_all_services_share() {
    Resources prod = Synth.prod();
    String group =
        prod.only(STAGE).at("/Properties/AccessLogSettings/DestinationArn/Fn::GetAtt/0").asText();

    JsonNode name = prod.resource(group).at("/Properties/LogGroupName");

    assertThat(group).as("another id would be another group").isEqualTo("ApiAccessLogs50B185DB");
    assertThat(name.at("/Fn::Join/1/0").asText())
        .isEqualTo("/aws/vendedlogs/event-store-events-prod-");
    assertThat(name.at("/Fn::Join/1/1").toString())
        .as("the end of the stack's id: no retained group of another stack has this name")
        .isEqualTo(
            "{\"Fn::Select\":[4,{\"Fn::Split\":[\"-\",{\"Fn::Select\":[2,"
                + "{\"Fn::Split\":[\"/\",{\"Ref\":\"AWS::StackId\"}]}]}]}]}");
  }

  @Test
  void cors_is_closed_unless_origins_are_listed() {
    JsonNode closed = Synth.prod().only(API).at("/Properties/CorsConfiguration");
    JsonNode open =
        Synth.prod("cors=https://a.example.com,https://b.example.com")
            .only(API)
            .at("/Properties/CorsConfiguration");

    assertThat(closed.isMissingNode()).isTrue();
    assertThat(open.get("AllowOrigins"))
        .extracting(JsonNode::asText)
        .containsExactly("https://a.example.com", "https://b.example.com");
    assertThat(open.get("AllowHeaders"))
        .extracting(JsonNode::asText)
        .contains("authorization", "if-match", "idempotency-key", "x-correlation-id");
    assertThat(open.get("ExposeHeaders"))
        .extracting(JsonNode::asText)
        .containsExactlyInAnyOrder(
            "etag",
            "event-store-caught-up",
            "event-store-next",
            "event-store-position",
            "link",
            "location",
            "retry-after");
  }

  @Test
  void a_domain_of_ones_own_closes_the_other_way_in() {
    Resources prod =
        Synth.prod(
            "domainName=events.example.com",
            "certificateArn=arn:aws:acm:us-east-1:111122223333:certificate/1");

    assertThat(prod.only(API).at("/Properties/DisableExecuteApiEndpoint").asBoolean()).isTrue();
    assertThat(prod.only("AWS::ApiGatewayV2::DomainName").at("/Properties/DomainName").asText())
        .isEqualTo("events.example.com");
    assertThat(prod.all("AWS::ApiGatewayV2::ApiMapping")).hasSize(1);
    assertThat(prod.template().at("/Outputs/ApiUrl/Value").asText())
        .isEqualTo("https://events.example.com/");
    assertThat(prod.template().at("/Outputs/DomainTarget").isMissingNode()).isFalse();
  }

  private static List<String> routeKeys(Resources resources) {
    return resources.all(ROUTE).stream().map(r -> r.at("/Properties/RouteKey").asText()).toList();
  }

  private static JsonNode route(Resources resources, String routeKey) {
    return resources.all(ROUTE).stream()
        .filter(r -> r.at("/Properties/RouteKey").asText().equals(routeKey))
        .findFirst()
        .orElseThrow();
  }

  private static String functionOf(Resources resources, String routeKey) {
    JsonNode route = route(resources, routeKey);
    String integration = route.at("/Properties/Target/Fn::Join/1/1/Ref").asText();
    return resources.resource(integration).at("/Properties/IntegrationUri/Fn::GetAtt/0").asText();
  }
}
