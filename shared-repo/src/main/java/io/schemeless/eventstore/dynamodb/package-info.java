/// The table port on DynamoDB.
///
/// Start at [DynamoDbCells][io.schemeless.eventstore.dynamodb.DynamoDbCells], one request of the
/// AWS SDK a call. [TableDefinition][io.schemeless.eventstore.dynamodb.TableDefinition] is the
/// table's shape, [TableProvisioner][io.schemeless.eventstore.dynamodb.TableProvisioner] makes it,
/// and [DynamoErrors][io.schemeless.eventstore.dynamodb.DynamoErrors] says what each failure means.
@NullMarked
package io.schemeless.eventstore.dynamodb;

import org.jspecify.annotations.NullMarked;
