package io.schemeless.eventstore.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.schemeless.eventstore.testing.FaultyHttp.Request;
import io.schemeless.eventstore.testing.HttpFault;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;

/// Answers every request that does not ask for a consistent read from an older state of the table:
/// each time, some of the newest puts are not yet there. All stores of a test share one.
final class LaggingReads implements Function<Request, HttpFault> {
  private final int maxLag;
  private final Random random = new Random(11);

  /// What was put under each key, by when.
  private final Map<String, NavigableMap<Long, JsonNode>> puts = new HashMap<>();

  private long now;
  private int lagged;

  /// @param maxLag at most this many of the newest puts are missing
  LaggingReads(int maxLag) {
    this.maxLag = maxLag;
  }

  /// How many items were missing in answers, or older than they are.
  synchronized int lagged() {
    return lagged;
  }

  @Override
  public HttpFault apply(Request request) {
    JsonNode body = request.isS3() ? null : DynamoDbAnswers.tree(request.body());
    if (body == null) {
      return new HttpFault.None();
    }
    return switch (request.operation()) {
      case "PutItem" -> new HttpFault.Altered(answer -> put(body.get("Item"), answer));
      case "GetItem", "Query", "Scan" ->
          body.path("ConsistentRead").asBoolean()
              ? new HttpFault.None()
              : new HttpFault.Altered(this::older);
      case "BatchGetItem" ->
          body.path("RequestItems").iterator().next().path("ConsistentRead").asBoolean()
              ? new HttpFault.None()
              : new HttpFault.Altered(this::older);
      default -> new HttpFault.None();
    };
  }

  private synchronized String put(JsonNode item, String answer) {
    if (!answer.contains("__type")) {
      puts.computeIfAbsent(DynamoDbAnswers.key(item), _ -> new TreeMap<>()).put(++now, item);
    }
    return answer;
  }

  private synchronized String older(String answer) {
    long until = now - random.nextInt(maxLag + 1);
    ObjectNode tree = (ObjectNode) DynamoDbAnswers.tree(answer);
    if (tree.has("Item")) {
      JsonNode item = tree.remove("Item");
      older(item, until).ifPresent(old -> tree.set("Item", old));
    }
    if (tree.has("Items")) {
      older((ArrayNode) tree.get("Items"), until);
    }
    tree.path("Responses").forEach(items -> older((ArrayNode) items, until));
    return tree.toString();
  }

  private void older(ArrayNode items, long until) {
    for (int i = items.size() - 1; i >= 0; i--) {
      Optional<JsonNode> old = older(items.get(i), until);
      if (old.isPresent()) {
        items.set(i, old.get());
      } else {
        items.remove(i);
      }
    }
  }

  /// The item as it was, or none where it was not yet there.
  private Optional<JsonNode> older(JsonNode item, long until) {
    NavigableMap<Long, JsonNode> versions = puts.get(DynamoDbAnswers.key(item));
    if (versions == null || versions.lastKey() <= until) {
      return Optional.of(item);
    }
    lagged++;
    Map.Entry<Long, JsonNode> old = versions.floorEntry(until);
    // The index has the keys only, and they never change.
    return Optional.ofNullable(old).map(entry -> item.has("gpk") ? item : entry.getValue());
  }
}
