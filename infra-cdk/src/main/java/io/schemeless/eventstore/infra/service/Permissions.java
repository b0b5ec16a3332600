package io.schemeless.eventstore.infra.service;

import io.schemeless.eventstore.functions.http.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.logs.LogGroup;

/// What each function may do, written out.
///
/// The first two symbols of a partition key after the 16 of the incarnation tell what lies there,
/// so a condition on leading keys bounds what may be written. Every function may create the store's
/// meta item and its counter, as whichever meets a new table first does; and seal holes in the log,
/// which is a put into it.
final class Permissions {
  private static final String META = "meta";
  private static final String COUNTERS = "????????????????/n";
  private static final String LOGS = "????????????????/l";

  /// How far a log is closed.
  private static final String MARKS = "????????????????/p";

  /// All but the meta item.
  private static final String INCARNATIONS = "????????????????/*";

  private final Storage storage;
  private final List<PolicyStatement> statements = new ArrayList<>();

  private Permissions(Storage storage) {
    this.storage = storage;
  }

  static List<PolicyStatement> of(Operation.Function function, Storage storage, LogGroup logs) {
    Permissions permissions = new Permissions(storage);
    switch (function) {
      case APPEND -> permissions.append();
      case REPLAY -> permissions.replay();
      case STREAMS -> permissions.streams();
      case RESET -> permissions.reset();
    }
    permissions.key();
    permissions.allow(
        "Logs", List.of("logs:CreateLogStream", "logs:PutLogEvents"), logs.getLogGroupArn());
    return List.copyOf(permissions.statements);
  }

  /// What makes the store, once, and looks at it later.
  static List<PolicyStatement> founding(Storage storage, LogGroup logs) {
    Permissions permissions = new Permissions(storage);
    permissions.read("dynamodb:GetItem");
    permissions.allowOn("Found", List.of("dynamodb:PutItem"), META, COUNTERS);
    permissions.key();
    permissions.allow(
        "Logs", List.of("logs:CreateLogStream", "logs:PutLogEvents"), logs.getLogGroupArn());
    return List.copyOf(permissions.statements);
  }

  private void append() {
    read("dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query");
    allow("Write", List.of("dynamodb:PutItem"), table());
    allowOn("TakeTickets", List.of("dynamodb:UpdateItem"), COUNTERS);
    allow("WriteBodies", List.of("s3:PutObject"), objects());
    // An id that is claimed alone is taken for one source, which its event alone tells.
    readBodies();
  }

  private void replay() {
    read("dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query");
    allowOn("SealHoles", List.of("dynamodb:PutItem"), META, COUNTERS, LOGS, MARKS);
    readBodies();
  }

  private void streams() {
    read("dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query");
    allow("ListStreams", List.of("dynamodb:Query", "dynamodb:Scan"), storage.indexArn());
    allowOn("SealHoles", List.of("dynamodb:PutItem"), META, COUNTERS, LOGS);
    readBodies();
  }

  private void reset() {
    read("dynamodb:GetItem", "dynamodb:Scan");
    allowOn("Renew", List.of("dynamodb:PutItem"), META, COUNTERS);
    allowOn("DropCounter", List.of("dynamodb:DeleteItem"), COUNTERS);
    allowOn("Purge", List.of("dynamodb:BatchWriteItem"), INCARNATIONS);
    allow("FindBodies", List.of("s3:ListBucket"), storage.bucket().getBucketArn());
    allow("PurgeBodies", List.of("s3:DeleteObject"), objects());
  }

  /// Describing the table tells a restored one from the one that the store was made in.
  private void read(String... actions) {
    List<String> all = new ArrayList<>(List.of(actions));
    all.add("dynamodb:DescribeTable");
    allow("Read", all, table());
  }

  /// Without the permission to list, S3 answers that a missing object is forbidden.
  private void readBodies() {
    allow("ReadBodies", List.of("s3:GetObject"), objects());
    allow("TellMissingBodies", List.of("s3:ListBucket"), storage.bucket().getBucketArn());
  }

  /// A key outlives the setting that named it: the objects that it encrypted stay as they are. So
  /// what was once encrypted may be read for ever: by the keys that the settings name as former
  /// ones, and by every key of the account that a stack of this store has made, as its tags say.
  private void key() {
    IKey key = storage.key();
    if (key != null) {
      keys(
          "UseKey",
          List.of(
              "kms:Decrypt",
              "kms:DescribeKey",
              "kms:Encrypt",
              "kms:GenerateDataKey",
              "kms:ReEncryptFrom",
              "kms:ReEncryptTo"),
          List.of(key.getKeyArn()),
          Map.of());
    }
    List<String> former = storage.config().encryption().former();
    if (!former.isEmpty()) {
      keys("ReadByFormerKeys", List.of("kms:Decrypt"), former, Map.of());
    }
    keys(
        "ReadByOwnKeys",
        List.of("kms:Decrypt"),
        List.of(
            Stack.of(storage)
                .formatArn(
                    ArnComponents.builder()
                        .service("kms")
                        .resource("key")
                        .resourceName("*")
                        .build())),
        Map.of("aws:ResourceTag/store", storage.config().id()));
  }

  /// Through table and bucket only. In China the services' names have another end.
  private void keys(
      String id, List<String> actions, List<String> keys, Map<String, String> conditions) {
    Stack stack = Stack.of(storage);
    String end = "." + stack.getRegion() + "." + stack.getUrlSuffix();
    Map<String, Object> equal = new TreeMap<>(conditions);
    equal.put("kms:ViaService", List.of("dynamodb" + end, "s3" + end));
    statements.add(
        PolicyStatement.Builder.create()
            .sid(id)
            .actions(actions)
            .resources(keys)
            .conditions(Map.of("StringEquals", equal))
            .build());
  }

  private void allow(String id, List<String> actions, String resource) {
    statements.add(statement(id, actions, resource).build());
  }

  /// Only on items whose partition key is like one of the patterns. "For all values" is true of
  /// none, too, so a request must name some.
  private void allowOn(String id, List<String> actions, String... partitions) {
    statements.add(
        statement(id, actions, table())
            .conditions(
                new TreeMap<>(
                    Map.of(
                        "ForAllValues:StringLike",
                        Map.of("dynamodb:LeadingKeys", List.of(partitions)),
                        "Null",
                        Map.of("dynamodb:LeadingKeys", "false"))))
            .build());
  }

  private static PolicyStatement.Builder statement(
      String id, List<String> actions, String resource) {
    return PolicyStatement.Builder.create().sid(id).actions(actions).resources(List.of(resource));
  }

  private String table() {
    return storage.table().getTableArn();
  }

  private String objects() {
    return storage.bucket().arnForObjects(Storage.KEY_PREFIX + "*");
  }
}
