package io.schemeless.eventstore.dynamodb;

import io.schemeless.eventstore.dynamodb.TableDefinition.Index;
import io.schemeless.eventstore.dynamodb.TableDefinition.Keys;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/// A [TableDefinition] in the words of the SDK.
public final class TableShape {
  private TableShape() {}

  /// The request that creates such a table.
  public static CreateTableRequest createRequest(
      TableDefinition table, String name, Capacity capacity) {
    CreateTableRequest.Builder request =
        CreateTableRequest.builder()
            .tableName(name)
            .keySchema(schema(table.keys()))
            .attributeDefinitions(attributes(table));
    GlobalSecondaryIndex.Builder index =
        GlobalSecondaryIndex.builder()
            .indexName(table.index().name())
            .keySchema(schema(table.index().keys()))
            .projection(Projection.builder().projectionType(table.index().projection()).build());
    switch (capacity) {
      case Capacity.OnDemand() -> request.billingMode(BillingMode.PAY_PER_REQUEST);
      case Capacity.Provisioned(long reads, long writes) -> {
        ProvisionedThroughput throughput =
            ProvisionedThroughput.builder()
                .readCapacityUnits(reads)
                .writeCapacityUnits(writes)
                .build();
        request.billingMode(BillingMode.PROVISIONED).provisionedThroughput(throughput);
        index.provisionedThroughput(throughput);
      }
    }
    return request.globalSecondaryIndexes(index.build()).build();
  }

  /// How an existing table differs from the definition, in words; empty if it does not. Further
  /// indexes and the kind of capacity do not matter.
  static List<String> differences(TableDefinition table, TableDescription actual) {
    List<String> found = new ArrayList<>();
    compareKeys("its key", table.keys(), actual.keySchema(), actual, found);
    Index index = table.index();
    GlobalSecondaryIndexDescription description = indexOf(table, actual);
    if (description == null) {
      found.add("it has no global secondary index " + index.name());
      return found;
    }
    String of = "the key of its index " + index.name();
    compareKeys(of, index.keys(), description.keySchema(), actual, found);
    String projection = description.projection().projectionTypeAsString();
    if (!index.projection().equals(projection)) {
      found.add(
          "its index %s projects %s, not %s"
              .formatted(index.name(), projection, index.projection()));
    }
    return found;
  }

  static @Nullable GlobalSecondaryIndexDescription indexOf(
      TableDefinition table, TableDescription actual) {
    return actual.globalSecondaryIndexes().stream()
        .filter(index -> table.index().name().equals(index.indexName()))
        .findFirst()
        .orElse(null);
  }

  private static void compareKeys(
      String of,
      Keys expected,
      List<KeySchemaElement> schema,
      TableDescription actual,
      List<String> found) {
    String wanted =
        keyText(expected.partition(), TableDefinition.KEY_TYPE, "HASH")
            + ", "
            + keyText(expected.sort(), TableDefinition.KEY_TYPE, "RANGE");
    String present =
        String.join(
            ", ",
            schema.stream()
                .map(
                    key ->
                        keyText(
                            key.attributeName(),
                            typeOf(key.attributeName(), actual),
                            key.keyTypeAsString()))
                .toList());
    if (!wanted.equals(present)) {
      found.add("%s is [%s], not [%s]".formatted(of, present, wanted));
    }
  }

  private static String keyText(String name, String type, String kind) {
    return name + " " + type + " " + kind;
  }

  private static String typeOf(String attribute, TableDescription actual) {
    return actual.attributeDefinitions().stream()
        .filter(definition -> attribute.equals(definition.attributeName()))
        .map(AttributeDefinition::attributeTypeAsString)
        .findFirst()
        .orElse("?");
  }

  private static List<KeySchemaElement> schema(Keys keys) {
    return List.of(element(keys.partition(), KeyType.HASH), element(keys.sort(), KeyType.RANGE));
  }

  private static KeySchemaElement element(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  private static List<AttributeDefinition> attributes(TableDefinition table) {
    return Stream.of(table.keys(), table.index().keys())
        .flatMap(keys -> Stream.of(keys.partition(), keys.sort()))
        .map(
            name ->
                AttributeDefinition.builder()
                    .attributeName(name)
                    .attributeType(TableDefinition.KEY_TYPE)
                    .build())
        .toList();
  }
}
