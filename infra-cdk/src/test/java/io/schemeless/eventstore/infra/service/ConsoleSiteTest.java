package io.schemeless.eventstore.infra.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.schemeless.eventstore.infra.Resources;
import io.schemeless.eventstore.infra.Synth;
import io.schemeless.eventstore.infra.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The console as CloudFront serves it. That its files work so, the test of the hosted console in
/// `console/` shows in a browser: with the headers that are on record here.
class ConsoleSiteTest {
  private static final String BUCKET = "AWS::S3::Bucket";
  private static final String DISTRIBUTION = "AWS::CloudFront::Distribution";
  private static final String DEPLOYMENT = "Custom::CDKBucketDeployment";
  private static final String CORS = "/Properties/CorsConfiguration";
  private static final Path RECORD = Path.of("src/test/resources/console/headers.json");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Resources sandbox = Synth.sandbox("console=true");

  @Test
  void without_the_setting_there_is_nothing_of_it() {
    assertThat(Synth.prod().all(DISTRIBUTION)).isEmpty();
    assertThat(Synth.prod().all(BUCKET)).hasSize(1);
    assertThat(Synth.prod().only("AWS::ApiGatewayV2::Api").at(CORS).isMissingNode()).isTrue();
  }

  @Test
  void the_bucket_is_private_and_read_by_the_distribution_alone() {
    Map.Entry<String, JsonNode> bucket = bucket(sandbox);
    JsonNode closed = bucket.getValue().at("/Properties/PublicAccessBlockConfiguration");
    assertThat(closed).hasSize(4).allMatch(JsonNode::asBoolean);
    JsonNode policy =
        sandbox.all("AWS::S3::BucketPolicy").stream()
            .filter(each -> each.at("/Properties/Bucket/Ref").asText().equals(bucket.getKey()))
            .findFirst()
            .orElseThrow();
    assertThat(policy.at("/Properties/PolicyDocument/Statement"))
        .filteredOn(each -> each.get("Effect").asText().equals("Allow"))
        .filteredOn(each -> !each.at("/Principal/AWS").isObject())
        .singleElement()
        .satisfies(
            only -> {
              assertThat(only.get("Action").asText()).isEqualTo("s3:GetObject");
              assertThat(only.at("/Principal/Service").asText())
                  .isEqualTo("cloudfront.amazonaws.com");
              assertThat(only.at("/Condition/StringEquals/AWS:SourceArn").toString())
                  .contains(sandbox.entries(DISTRIBUTION).getFirst().getKey());
            });
    assertThat(policy.toString()).contains("aws:SecureTransport");
  }

  @Test
  void it_is_emptied_with_a_sandbox_and_stays_in_prod() {
    Resources prod = Synth.prod("console=true");

    assertThat(bucket(sandbox).getValue().get("DeletionPolicy").asText()).isEqualTo("Delete");
    assertThat(sandbox.all("Custom::S3AutoDeleteObjects")).hasSize(2);
    assertThat(bucket(prod).getValue().get("DeletionPolicy").asText())
        .isEqualTo("RetainExceptOnCreate");
    assertThat(prod.all("Custom::S3AutoDeleteObjects")).isEmpty();
  }

  @Test
  void every_way_to_it_is_encrypted_and_has_its_headers() {
    JsonNode config = sandbox.only(DISTRIBUTION).at("/Properties/DistributionConfig");

    assertThat(behaviors(sandbox))
        .hasSize(2)
        .allSatisfy(
            (path, behavior) -> {
              assertThat(behavior.get("ViewerProtocolPolicy").asText()).isEqualTo("https-only");
              assertThat(behavior.at("/ResponseHeadersPolicyId/Ref").asText()).isNotEmpty();
              assertThat(behavior.path("AllowedMethods").toString()).doesNotContain("POST");
            });
    assertThat(config.at("/Origins")).hasSize(1);
    assertThat(config.at("/Origins/0/OriginAccessControlId").isMissingNode()).isFalse();
  }

  @Test
  void the_headers_are_those_on_record() throws IOException {
    ObjectNode found = JSON.createObjectNode();
    behaviors(sandbox)
        .forEach(
            (path, behavior) ->
                found.set(
                    path,
                    headers(
                        sandbox
                            .resource(behavior.at("/ResponseHeadersPolicyId/Ref").asText())
                            .at("/Properties/ResponseHeadersPolicyConfig"))));

    assertThat(found).isEqualTo(JSON.readTree(RECORD.toFile()));
  }

  @Test
  void a_policy_names_the_api_s_own_domain_where_it_has_one() {
    Resources prod =
        Synth.prod(
            "console=true",
            "domainName=events.example.com",
            "certificateArn=arn:aws:acm:us-east-1:111122223333:certificate/1");

    assertThat(prod.all("AWS::CloudFront::ResponseHeadersPolicy"))
        .hasSize(2)
        .allSatisfy(
            each ->
                assertThat(each.toString())
                    .contains("connect-src 'self' https://events.example.com;")
                    .doesNotContain("execute-api"));
  }

  @Test
  void the_api_lets_the_console_call_it_and_no_other_origin() {
    JsonNode cors = sandbox.only("AWS::ApiGatewayV2::Api").at(CORS);
    String distribution = sandbox.entries(DISTRIBUTION).getFirst().getKey();

    assertThat(cors.get("AllowOrigins")).hasSize(1);
    assertThat(cors.at("/AllowOrigins/0").toString())
        .isEqualTo(
            "{\"Fn::Join\":[\"\",[\"https://\",{\"Fn::GetAtt\":[\"%s\",\"DomainName\"]}]]}"
                .formatted(distribution));
    assertThat(cors.get("AllowMethods"))
        .extracting(JsonNode::asText)
        .containsExactly("GET", "HEAD", "POST");
    assertThat(cors.path("AllowCredentials").asBoolean()).isFalse();
    assertThat(sandbox.all("AWS::ApiGatewayV2::Route"))
        .as("API Gateway answers preflights, without authorization")
        .noneMatch(route -> route.at("/Properties/RouteKey").asText().startsWith("OPTIONS"));
  }

  @Test
  void listed_origins_stay_and_any_is_any() {
    assertThat(origins("cors=https://a.example.com")).hasSize(2);
    assertThat(origins("cors=*")).hasSize(1);
  }

  @Test
  void pages_ask_the_one_api_whatever_the_headers_allow() {
    assertThat(sandbox.all(DEPLOYMENT)).hasSize(2);
    JsonNode pages =
        sandbox.all(DEPLOYMENT).stream()
            .filter(each -> each.at("/Properties/Exclude/0").asText().equals("console/assets/*"))
            .findFirst()
            .orElseThrow();
    assertThat(pages.at("/Properties/SourceMarkers").toString())
        .as("the address of the API is put into two pages and into config.json")
        .contains("ApiHttp");
    assertThat(pages.at("/Properties/SystemMetadata/cache-control").asText()).isEqualTo("no-cache");
    assertThat(pages.get("DependsOn").toString())
        .as("the files that the pages name are there before them")
        .contains("ConsoleAssets");
  }

  @Test
  void an_output_says_where_it_is() {
    assertThat(sandbox.template().at("/Outputs/ConsoleUrl/Value").toString()).contains("/console/");
  }

  @Test
  void without_its_files_it_is_refused_with_the_reason(@TempDir Path built) throws IOException {
    assertThatThrownBy(() -> ConsoleFiles.of(built))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("run mvn package")
        .hasMessageContaining("Node.js 20.19");
    Files.writeString(built.resolve("skipped.txt"), "npm could not install it.\n");
    assertThatThrownBy(() -> ConsoleFiles.of(built))
        .hasMessageEndingWith("npm could not install it.");
    assertThatThrownBy(() -> ConsoleFiles.of(null)).isInstanceOf(ConfigException.class);
  }

  private static JsonNode origins(String cors) {
    return Synth.sandbox("console=true", cors)
        .only("AWS::ApiGatewayV2::Api")
        .at(CORS + "/AllowOrigins");
  }

  private static Map.Entry<String, JsonNode> bucket(Resources store) {
    List<Map.Entry<String, JsonNode>> found =
        store.entries(BUCKET).stream().filter(each -> each.getKey().startsWith("Console")).toList();
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private static Map<String, JsonNode> behaviors(Resources store) {
    JsonNode config = store.only(DISTRIBUTION).at("/Properties/DistributionConfig");
    assertThat(config.get("CacheBehaviors")).hasSize(1);
    JsonNode other = config.at("/CacheBehaviors/0");
    return Map.of(
        "*", config.get("DefaultCacheBehavior"), other.get("PathPattern").asText(), other);
  }

  /// As CloudFront sends them, with CloudFormation's names for what only a deployment knows.
  private static ObjectNode headers(JsonNode config) {
    JsonNode security = config.get("SecurityHeadersConfig");
    ObjectNode sent = JSON.createObjectNode();
    sent.put(
        "content-security-policy",
        text(security.at("/ContentSecurityPolicy/ContentSecurityPolicy")));
    sent.put("x-content-type-options", security.has("ContentTypeOptions") ? "nosniff" : "");
    sent.put("x-frame-options", security.at("/FrameOptions/FrameOption").asText());
    sent.put("referrer-policy", security.at("/ReferrerPolicy/ReferrerPolicy").asText());
    JsonNode transport = security.get("StrictTransportSecurity");
    sent.put(
        "strict-transport-security",
        "max-age="
            + transport.get("AccessControlMaxAgeSec").asInt()
            + (transport.get("IncludeSubdomains").asBoolean() ? "; includeSubDomains" : ""));
    config
        .at("/CustomHeadersConfig/Items")
        .forEach(each -> sent.put(each.get("Header").asText(), each.get("Value").asText()));
    return sent;
  }

  private static String text(JsonNode value) {
    if (value.isTextual()) {
      return value.asText();
    }
    StringBuilder text = new StringBuilder();
    value
        .at("/Fn::Join/1")
        .forEach(
            part ->
                text.append(
                    part.isTextual() ? part.asText() : "${" + part.get("Ref").asText() + "}"));
    return text.toString();
  }
}
