package io.schemeless.eventstore.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schemeless.eventstore.aws.AwsClients;
import io.schemeless.eventstore.dynamodb.TableDefinition.Index;
import io.schemeless.eventstore.dynamodb.TableDefinition.Keys;
import io.schemeless.eventstore.port.Condition;
import io.schemeless.eventstore.port.Read;
import io.schemeless.eventstore.store.StoreException;
import io.schemeless.eventstore.testing.FaultyHttp;
import io.schemeless.eventstore.testing.HttpFault;
import io.schemeless.eventstore.testing.LocalAws;
import io.schemeless.eventstore.testing.ManualHost;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/// Tables that `init` makes, finds, waits for or refuses.
final class TableProvisionerTest extends OneTable {
  private static final Keys KEYS = TableDefinition.STORE.keys();

  private static final Index INDEX = TableDefinition.STORE.index();

  @Test
  void a_new_table_has_its_index_and_its_time_to_live() {
    ensure(ON_DEMAND);

    TableDescription made = describe();
    assertThat(TableShape.differences(TableDefinition.STORE, made)).isEmpty();
    assertThat(made.billingModeSummary().billingMode()).isEqualTo(BillingMode.PAY_PER_REQUEST);
    var expiry = client.describeTimeToLive(r -> r.tableName(table)).timeToLiveDescription();
    assertThat(expiry.timeToLiveStatus()).isEqualTo(TimeToLiveStatus.ENABLED);
    assertThat(expiry.attributeName()).isEqualTo("ttl");
  }

  @Test
  void a_table_paid_by_the_hour_has_its_units_for_itself_and_its_index() {
    ensure(new Capacity.Provisioned(7, 3));

    TableDescription made = describe();
    GlobalSecondaryIndexDescription index = made.globalSecondaryIndexes().getFirst();
    assertThat(made.provisionedThroughput().readCapacityUnits()).isEqualTo(7);
    assertThat(made.provisionedThroughput().writeCapacityUnits()).isEqualTo(3);
    assertThat(index.provisionedThroughput().readCapacityUnits()).isEqualTo(7);
    assertThat(index.provisionedThroughput().writeCapacityUnits()).isEqualTo(3);
  }

  @Test
  void an_existing_table_is_left_as_it_is() {
    ensure(ON_DEMAND);
    cells(true).put(cell(), new Condition.Absent());

    ensure(new Capacity.Provisioned(1, 1));

    assertThat(cells(true).get(cell().key(), Read.CONSISTENT)).isEqualTo(cell());
    assertThat(describe().billingModeSummary().billingMode())
        .isEqualTo(BillingMode.PAY_PER_REQUEST);
  }

  @Test
  void any_number_of_processes_may_start_at_once() {
    Callable<String> start = () -> ensure(ON_DEMAND).tableArn();

    List<String> started = host.all(Collections.nCopies(8, start));

    assertThat(started).containsOnly(describe().tableArn());
  }

  @ParameterizedTest
  @MethodSource
  void an_existing_table_of_another_shape_is_refused(TableDefinition other, String difference) {
    client.createTable(TableShape.createRequest(other, table, ON_DEMAND));

    assertThatThrownBy(() -> ensure(ON_DEMAND))
        .isInstanceOf(StoreException.Misconfigured.class)
        .hasMessageContaining(table)
        .hasMessageEndingWith(difference);
  }

  static Stream<Arguments> an_existing_table_of_another_shape_is_refused() {
    return Stream.of(
        Arguments.of(
            new TableDefinition(new Keys("id", "created"), INDEX, "ttl"),
            "its key is [id S HASH, created S RANGE], not [pk S HASH, sk S RANGE]"),
        Arguments.of(
            new TableDefinition(KEYS, new Index("other", INDEX.keys(), "KEYS_ONLY"), "ttl"),
            "it has no global secondary index streams"),
        Arguments.of(
            new TableDefinition(
                KEYS, new Index("streams", new Keys("gsk", "gpk"), "KEYS_ONLY"), "ttl"),
            "the key of its index streams is [gsk S HASH, gpk S RANGE],"
                + " not [gpk S HASH, gsk S RANGE]"),
        Arguments.of(
            new TableDefinition(KEYS, new Index("streams", INDEX.keys(), "ALL"), "ttl"),
            "its index streams projects ALL, not KEYS_ONLY"));
  }

  @Test
  void an_existing_table_with_other_key_types_or_without_a_sort_key_is_refused() {
    client.createTable(
        CreateTableRequest.builder()
            .tableName(table)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .keySchema(KeySchemaElement.builder().attributeName("pk").keyType(KeyType.HASH).build())
            .attributeDefinitions(
                AttributeDefinition.builder()
                    .attributeName("pk")
                    .attributeType(ScalarAttributeType.N)
                    .build())
            .build());

    assertThatThrownBy(() -> ensure(ON_DEMAND))
        .isInstanceOf(StoreException.Misconfigured.class)
        .hasMessageContaining("its key is [pk N HASH], not [pk S HASH, sk S RANGE]")
        .hasMessageContaining("it has no global secondary index streams");
  }

  @Test
  void a_table_that_expires_items_by_another_attribute_is_refused() {
    client.createTable(TableShape.createRequest(TableDefinition.STORE, table, ON_DEMAND));
    client.updateTimeToLive(
        r -> r.tableName(table).timeToLiveSpecification(t -> t.attributeName("x").enabled(true)));

    assertThatThrownBy(() -> ensure(ON_DEMAND))
        .isInstanceOf(StoreException.Misconfigured.class)
        .hasMessageContaining("expires items by the attribute x, not ttl");
  }

  @Test
  void it_waits_while_the_table_or_its_index_is_being_created() {
    String table = LocalAws.freshTable();
    UnaryOperator<String> creating = answer -> answer.replace("ACTIVE", "CREATING");
    UnaryOperator<String> indexCreating =
        answer -> answer.replace("\"IndexStatus\":\"ACTIVE\"", "\"IndexStatus\":\"CREATING\"");
    Queue<HttpFault> looks =
        new ArrayDeque<>(
            List.of(new HttpFault.Altered(creating), new HttpFault.Altered(indexCreating)));
    FaultyHttp http = new FaultyHttp(_ -> looks.isEmpty() ? new HttpFault.None() : looks.remove());

    try (AwsClients clients = LocalAws.faulty(http)) {
      new TableProvisioner(clients.dynamoDb(), table, ON_DEMAND, new ManualHost()).ensure();
    }

    assertThat(http.sent())
        .extracting(FaultyHttp.Request::operation)
        .containsExactly("DescribeTable", "DescribeTable", "DescribeTable", "DescribeTimeToLive");
  }

  @Test
  void it_does_not_wait_for_ever() {
    String table = LocalAws.freshTable();
    UnaryOperator<String> creating = answer -> answer.replace("ACTIVE", "CREATING");
    FaultyHttp http = new FaultyHttp(_ -> new HttpFault.Altered(creating));

    try (AwsClients clients = LocalAws.faulty(http)) {
      var provisioner =
          new TableProvisioner(clients.dynamoDb(), table, ON_DEMAND, new ManualHost());

      assertThatThrownBy(provisioner::ensure)
          .isInstanceOf(StoreException.Unavailable.class)
          .hasMessageContaining("not ready after 180 s");
    }
  }
}
