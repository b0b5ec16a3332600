package io.schemeless.eventstore.infra.service;

import com.fasterxml.jackson.databind.JsonNode;
import io.schemeless.eventstore.infra.Resources;
import io.schemeless.eventstore.infra.Synth;
import io.schemeless.eventstore.store.StoreException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// Judges requests by the statements of a function's role, as IAM does, and remembers what they
/// made use of.
record FunctionPermissions(List<JsonNode> statements, Set<String> used) {
  private static final String ANY = "";

  static FunctionPermissions of(String functionId) {
    return new FunctionPermissions(
        Synth.sandbox().permissions(functionId), ConcurrentHashMap.newKeySet());
  }

  /// @param resource what the resource's ARN must end with; `""` for the table or bucket itself
  /// @param partitions the partition keys of the items that the request names
  void require(String action, String resource, Collection<String> partitions) {
    if (statements.stream().noneMatch(s -> allows(s, action, resource, partitions))) {
      throw new StoreException.Misconfigured("denied: " + action + " " + partitions, null);
    }
  }

  /// What the statements allow on the data, and nothing has asked for yet.
  List<String> unused() {
    List<String> unused = new ArrayList<>();
    for (JsonNode statement : statements) {
      for (String action : Resources.actions(statement)) {
        if (action.startsWith("dynamodb:") || action.startsWith("s3:")) {
          patterns(statement)
              .forEach(pattern -> unused.add(permission(statement, action, pattern)));
        }
      }
    }
    unused.removeAll(used);
    return unused;
  }

  private boolean allows(
      JsonNode statement, String action, String resource, Collection<String> partitions) {
    if (!statement.get("Effect").asText().equals("Allow")
        || !Resources.actions(statement).contains(action)
        || !statement.get("Resource").at("/Fn::Join/1/1").asText().equals(resource)) {
      return false;
    }
    List<String> patterns = patterns(statement);
    if (patterns.equals(List.of(ANY))) {
      used.add(permission(statement, action, ANY));
      return true;
    }
    for (String partition : partitions) {
      List<String> matching = patterns.stream().filter(p -> isLike(partition, p)).toList();
      if (matching.isEmpty()) {
        return false;
      }
      matching.forEach(pattern -> used.add(permission(statement, action, pattern)));
    }
    return true;
  }

  private static String permission(JsonNode statement, String action, String pattern) {
    return (statement.get("Sid").asText() + " " + action + " " + pattern).strip();
  }

  /// Of which a partition key must be like one.
  private static List<String> patterns(JsonNode statement) {
    List<String> patterns = new ArrayList<>();
    statement
        .at("/Condition/ForAllValues:StringLike/dynamodb:LeadingKeys")
        .forEach(pattern -> patterns.add(pattern.asText()));
    return patterns.isEmpty() ? List.of(ANY) : patterns;
  }

  private static boolean isLike(String partition, String pattern) {
    return partition.matches(
        Pattern.quote(pattern).replace("?", "\\E(?s:.)\\Q").replace("*", "\\E(?s:.*)\\Q"));
  }
}
