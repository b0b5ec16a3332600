package io.schemeless.eventstore.infra;

import com.fasterxml.jackson.databind.JsonNode;
import io.schemeless.eventstore.store.StoreException;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/// Judges requests by the statements of a function's role, as IAM does.
record FunctionRights(List<JsonNode> statements) {
  static FunctionRights of(String functionId) {
    return new FunctionRights(Synth.sandbox().rights(functionId));
  }

  /// @param resource what the resource's ARN must end with; `""` for the table or bucket itself
  /// @param partitions the partition keys of the items that the request names
  void require(String action, String resource, Collection<String> partitions) {
    if (statements.stream().noneMatch(s -> allows(s, action, resource, partitions))) {
      throw new StoreException.Misconfigured("denied: " + action + " " + partitions, null);
    }
  }

  private static boolean allows(
      JsonNode statement, String action, String resource, Collection<String> partitions) {
    return statement.get("Effect").asText().equals("Allow")
        && Resources.actions(statement).contains(action)
        && suffix(statement.get("Resource")).equals(resource)
        && partitions.stream().allMatch(partition -> isLike(partition, statement));
  }

  private static String suffix(JsonNode resource) {
    return resource.at("/Fn::Join/1/1").asText();
  }

  private static boolean isLike(String partition, JsonNode statement) {
    JsonNode patterns = statement.at("/Condition/ForAllValues:StringLike/dynamodb:LeadingKeys");
    if (patterns.isMissingNode()) {
      return true;
    }
    for (JsonNode pattern : patterns) {
      if (partition.matches(Pattern.quote(pattern.asText()).replace("?", "\\E(?s:.)\\Q"))) {
        return true;
      }
    }
    return false;
  }
}
