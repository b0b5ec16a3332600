package io.schemeless.eventstore.dynamodb;

import io.schemeless.eventstore.port.Cells;
import io.schemeless.eventstore.port.CellsContract;
import io.schemeless.eventstore.port.SystemHost;
import io.schemeless.eventstore.testing.LocalAws;

final class DynamoDbCellsTest extends CellsContract {
  @Override
  protected Cells emptyTable() {
    return new DynamoDbCells(
        LocalAws.dynamoDb(), LocalAws.freshTable(), new SystemHost(), /* owned= */ true);
  }
}
