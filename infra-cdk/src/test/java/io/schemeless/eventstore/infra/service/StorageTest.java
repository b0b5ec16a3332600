package io.schemeless.eventstore.infra.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.schemeless.eventstore.dynamodb.Capacity;
import io.schemeless.eventstore.dynamodb.TableDefinition;
import io.schemeless.eventstore.dynamodb.TableShape;
import io.schemeless.eventstore.infra.Resources;
import io.schemeless.eventstore.infra.Synth;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

class StorageTest {
  private static final String TABLE = "AWS::DynamoDB::Table";
  private static final String BUCKET = "AWS::S3::Bucket";

  @Test
  void the_table_is_the_one_that_the_library_creates() {
    CreateTableRequest created =
        TableShape.createRequest(TableDefinition.STORE, "any", new Capacity.OnDemand());

    JsonNode table = Synth.sandbox().only(TABLE).get("Properties");

    assertThat(keys(table.get("KeySchema"))).isEqualTo(keys(created.keySchema()));
    assertThat(table.get("AttributeDefinitions"))
        .extracting(a -> a.get("AttributeName").asText() + " " + a.get("AttributeType").asText())
        .containsExactlyInAnyOrderElementsOf(
            created.attributeDefinitions().stream()
                .map(a -> a.attributeName() + " " + a.attributeTypeAsString())
                .toList());
    assertThat(table.get("GlobalSecondaryIndexes")).hasSize(1);
    JsonNode index = table.get("GlobalSecondaryIndexes").get(0);
    GlobalSecondaryIndex wanted = created.globalSecondaryIndexes().getFirst();
    assertThat(index.get("IndexName").asText()).isEqualTo(wanted.indexName());
    assertThat(keys(index.get("KeySchema"))).isEqualTo(keys(wanted.keySchema()));
    assertThat(index.at("/Projection/ProjectionType").asText())
        .isEqualTo(wanted.projection().projectionTypeAsString());
    assertThat(table.get("BillingMode").asText()).isEqualTo(created.billingModeAsString());
  }

  @Test
  void expired_claims_are_deleted_by_the_attribute_that_the_library_sets() {
    JsonNode ttl = Synth.sandbox().only(TABLE).at("/Properties/TimeToLiveSpecification");

    assertThat(ttl.get("AttributeName").asText()).isEqualTo(TableDefinition.STORE.expires());
    assertThat(ttl.get("Enabled").asBoolean()).isTrue();
  }

  @Test
  void either_stage_can_be_restored_to_a_point_in_time() {
    String days = "/Properties/PointInTimeRecoverySpecification/RecoveryPeriodInDays";
    String enabled = "/Properties/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled";

    JsonNode sandbox = Synth.sandbox().only(TABLE);
    JsonNode prod = Synth.prod().only(TABLE);

    assertThat(sandbox.at(enabled).asBoolean()).isTrue();
    assertThat(sandbox.at(days).asInt()).isEqualTo(7);
    assertThat(prod.at(enabled).asBoolean()).isTrue();
    assertThat(prod.at(days).asInt()).isEqualTo(35);
  }

  @Test
  void production_data_survives_its_stack() {
    Resources prod = Synth.prod("customerKey=true");

    assertThat(prod.only(TABLE).at("/Properties/DeletionProtectionEnabled").asBoolean()).isTrue();
    for (String type : List.of(TABLE, BUCKET, "AWS::KMS::Key")) {
      // What is empty while the stack is created may go again if that fails. A protected table
      // could not, and would be in the way.
      assertThat(prod.only(type).get("DeletionPolicy").asText())
          .as(type)
          .isEqualTo(type.equals(TABLE) ? "Retain" : "RetainExceptOnCreate");
      assertThat(prod.only(type).get("UpdateReplacePolicy").asText()).isEqualTo("Retain");
    }
    assertThat(prod.all("Custom::S3AutoDeleteObjects")).isEmpty();
  }

  @Test
  void a_sandbox_goes_with_its_stack() {
    Resources sandbox = Synth.sandbox("customerKey=true");

    assertThat(sandbox.only(TABLE).at("/Properties/DeletionProtectionEnabled").asBoolean())
        .isFalse();
    for (String type : List.of(TABLE, BUCKET, "AWS::KMS::Key", "AWS::Logs::LogGroup")) {
      assertThat(sandbox.all(type))
          .isNotEmpty()
          .allMatch(resource -> resource.get("DeletionPolicy").asText().equals("Delete"));
    }
    assertThat(sandbox.all("Custom::S3AutoDeleteObjects")).hasSize(1);
  }

  @Test
  void the_bucket_is_private_encrypted_and_versioned() {
    JsonNode bucket = Synth.prod().only(BUCKET).get("Properties");

    assertThat(bucket.get("PublicAccessBlockConfiguration").properties())
        .hasSize(4)
        .allMatch(setting -> setting.getValue().asBoolean());
    assertThat(bucket.at("/VersioningConfiguration/Status").asText()).isEqualTo("Enabled");
    assertThat(bucket.findValue("SSEAlgorithm").asText()).isEqualTo("AES256");
    assertThat(bucket.findValue("ObjectOwnership").asText()).isEqualTo("BucketOwnerEnforced");
  }

  @Test
  void the_bucket_refuses_what_comes_without_tls_or_with_an_old_one() {
    JsonNode statements =
        Synth.prod().only("AWS::S3::BucketPolicy").at("/Properties/PolicyDocument/Statement");

    assertThat(statements)
        .anySatisfy(
            statement -> {
              assertThat(statement.get("Effect").asText()).isEqualTo("Deny");
              assertThat(statement.at("/Condition/Bool/aws:SecureTransport").asText())
                  .isEqualTo("false");
              assertThat(statement.at("/Principal/AWS").asText()).isEqualTo("*");
            })
        .anySatisfy(
            statement -> {
              assertThat(statement.get("Effect").asText()).isEqualTo("Deny");
              assertThat(statement.at("/Condition/NumericLessThan/s3:TlsVersion").asText())
                  .isEqualTo("1.2");
            });
  }

  @Test
  void deleted_bodies_outlive_the_restore_window_and_no_longer() {
    JsonNode rules = Synth.prod().only(BUCKET).at("/Properties/LifecycleConfiguration/Rules");

    assertThat(rules.findValue("NoncurrentVersionExpiration").get("NoncurrentDays").asInt())
        .isEqualTo(36);
    assertThat(rules.findValue("ExpiredObjectDeleteMarker").asBoolean()).isTrue();
    assertThat(rules.findValue("DaysAfterInitiation").asInt()).isEqualTo(2);
    assertThat(rules.findValue("ExpirationInDays")).isNull();
  }

  @Test
  void a_customer_key_encrypts_table_and_bucket() {
    Resources prod = Synth.prod("customerKey=true");
    String key = prod.entries("AWS::KMS::Key").getFirst().getKey();

    JsonNode table = prod.only(TABLE).at("/Properties/SSESpecification");
    JsonNode bucket = prod.only(BUCKET).get("Properties");

    assertThat(table.get("SSEType").asText()).isEqualTo("KMS");
    assertThat(table.at("/KMSMasterKeyId/Fn::GetAtt/0").asText()).isEqualTo(key);
    assertThat(bucket.findValue("SSEAlgorithm").asText()).isEqualTo("aws:kms");
    assertThat(bucket.findValue("KMSMasterKeyID").at("/Fn::GetAtt/0").asText()).isEqualTo(key);
    assertThat(prod.only("AWS::KMS::Key").at("/Properties/EnableKeyRotation").asBoolean()).isTrue();
  }

  @Test
  void provisioned_capacity_scales_for_the_table_and_its_index() {
    Resources prod = Synth.prod("readCapacity=5-500", "writeCapacity=10-200");

    JsonNode table = prod.only(TABLE).get("Properties");
    List<JsonNode> targets = prod.all("AWS::ApplicationAutoScaling::ScalableTarget");

    assertThat(table.has("BillingMode") && !table.get("BillingMode").asText().equals("PROVISIONED"))
        .isFalse();
    assertThat(table.at("/ProvisionedThroughput/ReadCapacityUnits").asInt()).isEqualTo(5);
    assertThat(table.at("/ProvisionedThroughput/WriteCapacityUnits").asInt()).isEqualTo(10);
    assertThat(targets)
        .extracting(
            t ->
                t.at("/Properties/ScalableDimension").asText()
                    + " "
                    + t.at("/Properties/MinCapacity").asInt()
                    + "-"
                    + t.at("/Properties/MaxCapacity").asInt())
        .containsExactlyInAnyOrder(
            "dynamodb:table:ReadCapacityUnits 5-500",
            "dynamodb:table:WriteCapacityUnits 10-200",
            "dynamodb:index:ReadCapacityUnits 5-500",
            "dynamodb:index:WriteCapacityUnits 10-200");
  }

  @Test
  void a_restored_table_takes_the_place_of_the_stacks_own() {
    Resources prod = Synth.prod("table=events-restored");

    assertThat(prod.all(TABLE)).isEmpty();
    assertThat(
            prod.resource("AppendFunction")
                .at("/Properties/Environment/Variables/EVENT_STORE_TABLE")
                .asText())
        .isEqualTo("events-restored");
    assertThat(prod.permissions("ReplayFunction").toString())
        .contains(":table/events-restored")
        .contains("dynamodb:LeadingKeys");
  }

  @Test
  void a_ceiling_bounds_a_table_on_demand_and_its_index() {
    JsonNode table =
        Synth.prod(
                "maxReadUnits=500",
                "maxWriteUnits=200",
                "warmReadUnits=12000",
                "warmWriteUnits=4000")
            .only(TABLE)
            .get("Properties");

    for (JsonNode each : List.of(table, table.at("/GlobalSecondaryIndexes/0"))) {
      assertThat(each.at("/OnDemandThroughput/MaxReadRequestUnits").asInt()).isEqualTo(500);
      assertThat(each.at("/OnDemandThroughput/MaxWriteRequestUnits").asInt()).isEqualTo(200);
      assertThat(each.at("/WarmThroughput/ReadUnitsPerSecond").asInt()).isEqualTo(12_000);
      assertThat(each.at("/WarmThroughput/WriteUnitsPerSecond").asInt()).isEqualTo(4_000);
    }
  }

  @Test
  void production_names_the_keys_that_are_turned_away() {
    JsonNode prod = Synth.prod().only(TABLE).get("Properties");
    JsonNode without = Synth.prod("contributorInsights=false").only(TABLE).get("Properties");

    for (JsonNode each : List.of(prod, prod.at("/GlobalSecondaryIndexes/0"))) {
      assertThat(each.at("/ContributorInsightsSpecification/Enabled").asBoolean()).isTrue();
      assertThat(each.at("/ContributorInsightsSpecification/Mode").asText())
          .isEqualTo("THROTTLED_KEYS");
    }
    assertThat(without.has("ContributorInsightsSpecification")).isFalse();
    assertThat(
            Synth.sandbox().only(TABLE).get("Properties").has("ContributorInsightsSpecification"))
        .isFalse();
  }

  @Test
  void a_table_may_be_of_the_class_for_data_that_is_seldom_read() {
    assertThat(
            Synth.prod("tableClass=infrequentAccess")
                .only(TABLE)
                .at("/Properties/TableClass")
                .asText())
        .isEqualTo("STANDARD_INFREQUENT_ACCESS");
  }

  @Test
  void a_key_that_is_given_encrypts_and_is_not_made() {
    String arn = "arn:aws:kms:eu-west-1:111122223333:key/1234";
    Resources prod = Synth.prod("customerKey=" + arn);

    assertThat(prod.all("AWS::KMS::Key")).isEmpty();
    assertThat(prod.only(TABLE).at("/Properties/SSESpecification/KMSMasterKeyId").asText())
        .isEqualTo(arn);
    assertThat(prod.only(BUCKET).findValue("KMSMasterKeyID").asText()).isEqualTo(arn);
    assertThat(prod.all("AWS::Logs::LogGroup"))
        .allMatch(group -> group.at("/Properties/KmsKeyId").asText().equals(arn));
    assertThat(prod.only("AWS::SNS::Topic").at("/Properties/KmsMasterKeyId").asText())
        .isEqualTo(arn);
  }

  @Test
  void a_bucket_of_before_is_taken_over_and_not_made() {
    Resources prod = Synth.prod("bucket=orders-bodies");

    assertThat(prod.all(BUCKET)).isEmpty();
    assertThat(
            prod.resource("AppendFunction")
                .at("/Properties/Environment/Variables/EVENT_STORE_BUCKET")
                .asText())
        .isEqualTo("orders-bodies");
    assertThat(prod.permissions("ReplayFunction").toString()).contains(":s3:::orders-bodies");
  }

  private static List<String> keys(JsonNode schema) {
    List<String> keys = new ArrayList<>();
    schema.forEach(
        k -> keys.add(k.get("AttributeName").asText() + " " + k.get("KeyType").asText()));
    return keys;
  }

  private static List<String> keys(List<KeySchemaElement> schema) {
    return schema.stream().map(k -> k.attributeName() + " " + k.keyTypeAsString()).toList();
  }
}
