package io.schemeless.eventstore.local.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.schemeless.eventstore.client.QueryItem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What must not have been appended.
final class ConditionOptions {
  @Option(
      names = "--fail-if",
      paramLabel = "JSON",
      required = true,
      converter = ItemConverter.class,
      description =
          "Append only if no event of the store meets "
              + ItemConverter.FORM
              + "; given several times, if none meets any of them.")
  private List<QueryItem> failIf = new ArrayList<>();

  @Option(
      names = "--seen",
      paramLabel = "TOKEN",
      description = "What lies before this token of a replay is known, and does not count.")
  private @Nullable String seen;

  ObjectNode toJson() {
    ObjectNode condition = JsonNodeFactory.instance.objectNode();
    ArrayNode items = condition.putArray("failIfEventsMatch");
    for (QueryItem item : failIf) {
      ObjectNode each = items.addObject();
      item.types().forEach(each.putArray("types")::add);
      item.tags().forEach(each.putArray("tags")::add);
    }
    if (seen != null) {
      condition.put("after", seen);
    }
    return condition;
  }
}
