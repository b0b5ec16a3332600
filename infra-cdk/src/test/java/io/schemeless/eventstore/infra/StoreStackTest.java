package io.schemeless.eventstore.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoreStackTest {

  @Test
  void outputs_say_where_everything_is() {
    assertThat(Synth.prod().template().get("Outputs").properties())
        .extracting(Map.Entry::getKey)
        .contains("ApiUrl", "TableName", "BucketName", "DashboardUrl", "AlarmTopicArn");
  }

  @Test
  void each_partition_of_aws_has_its_own_console() {
    JsonNode prod = Synth.prod().template();

    assertThat(prod.at("/Outputs/DashboardUrl/Value").toString())
        .contains("Fn::FindInMap", "AWS::Partition")
        .doesNotContain("amazon.com");
    assertThat(prod.get("Mappings").findValue("aws-cn").get("Host").asText())
        .isEqualTo("console.amazonaws.cn");
  }

  @Test
  void everything_is_tagged_with_its_store_and_stage() {
    Resources prod = Synth.prod("name=orders");

    for (String type : List.of("AWS::DynamoDB::Table", "AWS::S3::Bucket", "AWS::SNS::Topic")) {
      assertThat(prod.only(type).at("/Properties/Tags").toString())
          .contains(
              "{\"Key\":\"store\",\"Value\":\"orders-prod\"}",
              "{\"Key\":\"stage\",\"Value\":\"prod\"}");
    }
  }

  @Test
  void only_a_production_stack_is_protected_from_deletion() {
    assertThat(Synth.stack(Synth.app(Synth.context("prod"))).getTerminationProtection()).isTrue();
    assertThat(Synth.stack(Synth.app(Synth.context("sandbox"))).getTerminationProtection())
        .isFalse();
  }
}
