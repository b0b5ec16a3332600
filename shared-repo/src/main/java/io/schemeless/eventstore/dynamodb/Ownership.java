package io.schemeless.eventstore.dynamodb;

import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.port.Value;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/// The mark that the library leaves in a table that it created, and that lets it drop it again. The
/// mark names the table's id, so a restored copy is not marked.
final class Ownership {
  private static final Key KEY = new Key("owner", "0");
  private static final String TABLE = "table";

  private final DynamoDbClient client;
  private final DynamoErrors errors;

  Ownership(DynamoDbClient client, DynamoErrors errors) {
    this.client = client;
    this.errors = errors;
  }

  /// What the client throws is passed on.
  void mark(TableDescription table) {
    Cell mark = new Cell(KEY, Map.of(TABLE, new Value.Text(TableProvisioner.idOf(table))));
    client.putItem(r -> r.tableName(table.tableName()).item(ItemCodec.item(mark)));
  }

  boolean isMarked(TableDescription table) {
    return errors.mapped(
        () -> {
          try {
            var found =
                client.getItem(
                    r ->
                        r.tableName(table.tableName())
                            .key(ItemCodec.key(KEY))
                            .consistentRead(true));
            return found.hasItem()
                && ItemCodec.cell(found.item()).text(TABLE).equals(TableProvisioner.idOf(table));
          } catch (ResourceNotFoundException beingDropped) {
            return false;
          }
        });
  }
}
