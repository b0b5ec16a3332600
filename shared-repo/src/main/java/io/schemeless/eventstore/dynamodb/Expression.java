package io.schemeless.eventstore.dynamodb;

import io.schemeless.eventstore.port.Condition;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A condition in DynamoDB's expression language. Names and values are always placeholders, so no
/// attribute can collide with a reserved word.
///
/// @param values none where the text has no placeholder for one: DynamoDB refuses an empty map
record Expression(
    String text, Map<String, String> names, @Nullable Map<String, AttributeValue> values) {

  static Expression of(Condition condition) {
    return switch (condition) {
      case Condition.Absent() ->
          new Expression("attribute_not_exists(#pk)", Map.of("#pk", ItemCodec.PARTITION), null);
      case Condition.AbsentOr(var attribute, var value) ->
          new Expression(
              "attribute_not_exists(#pk) OR #is = :is",
              Map.of("#pk", ItemCodec.PARTITION, "#is", attribute),
              Map.of(":is", ItemCodec.attribute(value)));
      case Condition.Is(var attribute, var value) ->
          new Expression(
              "#is = :is", Map.of("#is", attribute), Map.of(":is", ItemCodec.attribute(value)));
    };
  }

  Map<String, AttributeValue> requiredValues() {
    return values == null ? Map.of() : values;
  }
}
