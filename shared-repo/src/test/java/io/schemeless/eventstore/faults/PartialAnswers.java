package io.schemeless.eventstore.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.schemeless.eventstore.testing.FaultyHttp.Request;
import io.schemeless.eventstore.testing.HttpFault;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// DynamoDB's ways to answer less than it was asked: pages that end early, keys left unprocessed.
final class PartialAnswers {
  private static final List<String> KEYS = List.of("pk", "sk", "gpk", "gsk");

  /// What the next request gets whose start is one that an empty page named.
  private final Map<String, String> withheld = new ConcurrentHashMap<>();

  private final AtomicInteger partial = new AtomicInteger();

  /// How many answers were not whole.
  int count() {
    return partial.get();
  }

  /// Every page has one item, and its key is where to go on.
  HttpFault singleItems(Request request) {
    return isPaged(request)
        ? new HttpFault.Altered(answer -> changed(answer, this::cut))
        : new HttpFault.None();
  }

  /// Every page comes after an empty one, which says that there is more.
  HttpFault emptyFirst(Request request) {
    if (!isPaged(request)) {
      return new HttpFault.None();
    }
    String start =
        DynamoDbAnswers.text(DynamoDbAnswers.tree(request.body()).path("ExclusiveStartKey"), "sk");
    String whole = withheld.remove(start);
    return whole == null
        ? new HttpFault.Altered(answer -> changed(answer, this::withhold))
        : new HttpFault.Answered(200, whole);
  }

  /// Every batch of several leaves all but its first key unprocessed.
  HttpFault oneOfEachBatch(Request request) {
    if (!isBatch(request)) {
      return new HttpFault.None();
    }
    ObjectNode asked = (ObjectNode) DynamoDbAnswers.tree(request.body());
    return new HttpFault.Altered(answer -> changed(answer, whole -> split(asked, whole)));
  }

  /// No batch does anything.
  HttpFault noneOfAnyBatch(Request request) {
    partial.addAndGet(isBatch(request) ? 1 : 0);
    return isBatch(request)
        ? new HttpFault.Answered(200, request.body().replace("RequestItems", "UnprocessedKeys"))
        : new HttpFault.None();
  }

  private static boolean isPaged(Request request) {
    return request.operation().equals("Query") || request.operation().equals("Scan");
  }

  private static boolean isBatch(Request request) {
    return request.operation().equals("BatchGetItem");
  }

  private interface Change {
    void to(ObjectNode answer);
  }

  private static String changed(String answer, Change change) {
    ObjectNode tree = (ObjectNode) DynamoDbAnswers.tree(answer);
    change.to(tree);
    return tree.toString();
  }

  private void cut(ObjectNode page) {
    ArrayNode items = (ArrayNode) page.get("Items");
    if (items == null || items.size() < 2) {
      return;
    }
    partial.incrementAndGet();
    JsonNode first = items.get(0);
    items.removeAll().add(first);
    ObjectNode last = page.putObject("LastEvaluatedKey");
    KEYS.stream().filter(first::has).forEach(key -> last.set(key, first.get(key)));
  }

  private void withhold(ObjectNode page) {
    if (!page.has("Items")) {
      return;
    }
    String start = "withheld-" + partial.incrementAndGet();
    withheld.put(start, page.toString());
    ((ArrayNode) page.get("Items")).removeAll();
    ObjectNode last = page.putObject("LastEvaluatedKey");
    KEYS.forEach(key -> last.putObject(key).put("S", start));
  }

  private void split(ObjectNode asked, ObjectNode answer) {
    String table = asked.get("RequestItems").fieldNames().next();
    ArrayNode keys = (ArrayNode) asked.get("RequestItems").get(table).get("Keys");
    if (keys.size() < 2) {
      return;
    }
    partial.incrementAndGet();
    JsonNode first = keys.remove(0);
    ArrayNode items = (ArrayNode) answer.get("Responses").get(table);
    for (int i = items.size() - 1; i >= 0; i--) {
      if (!DynamoDbAnswers.key(items.get(i)).equals(DynamoDbAnswers.key(first))) {
        items.remove(i);
      }
    }
    answer.set("UnprocessedKeys", asked.get("RequestItems"));
  }
}
