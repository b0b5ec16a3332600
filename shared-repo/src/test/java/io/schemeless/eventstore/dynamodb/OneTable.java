package io.schemeless.eventstore.dynamodb;

import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Cells;
import io.schemeless.eventstore.port.Host;
import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.port.SystemHost;
import io.schemeless.eventstore.testing.LocalAws;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/// A table's name that nobody else has, and what a test of provisioning does with the table.
abstract class OneTable {
  static final Capacity ON_DEMAND = new Capacity.OnDemand();

  final DynamoDbClient client = LocalAws.dynamoDb();

  final Host host = new SystemHost();

  final String table = LocalAws.tableName();

  final TableDescription ensure(Capacity capacity) {
    return new TableProvisioner(client, table, capacity, host).ensure();
  }

  final TableDescription describe() {
    return client.describeTable(r -> r.tableName(table)).table();
  }

  final Cells cells(boolean owned) {
    return new DynamoDbCells(client, table, host, owned);
  }

  static Cell cell() {
    return new Cell(new Key("p", "1"), Map.of());
  }
}
