#!/usr/bin/env bash
# DynamoDB Local 3.3.1: the units that it reports (ReturnConsumedCapacity) are not DynamoDB's for transactions, empty queries and missing items of a batch.
#
# By AWS's documentation a transaction costs twice what its items cost alone (developer guide, transactions), a query without a result the minimum of its kind of read (API
# reference, Query), and each missing item of a batch too (BatchGetItem). The emulator reports a transaction at the plain price, and nothing for a query or a batch without an
# item; only for a single get it follows. So a cost that is measured on it is too low by half for who uses transactions, and nothing for who polls. Count by the rules instead,
# from what was asked and what came back.
#
# DynamoDB Local is not open source; Maven fetches it here as any build may, and it runs in one process, without a port.
# Needs a JDK of 17 or newer, and Maven. Seen on 2026-11-28 with Temurin 25.0.3:
#     put of a small item: 1.0
#     transaction of two such puts: 2.0
#     consistent get of a missing item: 1.0
#     consistent query of nothing: 0.0
#     consistent batch of two missing items: 0.0
# By the documentation it is 1, 4, 1, 1 and 2.
set -euo pipefail
cd "$(mktemp -d)"
trap 'rm -rf "$PWD"' EXIT

# The managed versions are those with which it resolves and runs.
cat >pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <properties>
    <maven.compiler.release>17</maven.compiler.release>
    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
  </properties>
  <dependencyManagement>
    <dependencies>
      <dependency><groupId>software.amazon.awssdk</groupId><artifactId>cognitoidentity</artifactId><version>2.54.15</version></dependency>
      <dependency><groupId>software.amazon.awssdk</groupId><artifactId>cognitoidentityprovider</artifactId><version>2.54.15</version></dependency>
      <dependency><groupId>software.amazon.awssdk</groupId><artifactId>pinpoint</artifactId><version>2.54.15</version></dependency>
      <dependency><groupId>software.amazon.awssdk</groupId><artifactId>dynamodb-enhanced</artifactId><version>2.54.15</version></dependency>
      <dependency><groupId>software.amazon.awssdk</groupId><artifactId>bom</artifactId><version>2.57.8</version><type>pom</type><scope>import</scope></dependency>
    </dependencies>
  </dependencyManagement>
  <dependencies>
    <dependency>
      <groupId>software.amazon.dynamodb</groupId>
      <artifactId>DynamoDBLocal</artifactId>
      <version>3.3.1</version>
      <exclusions>
        <exclusion><groupId>com.almworks.sqlite4java</groupId><artifactId>*</artifactId></exclusion>
        <exclusion><groupId>org.mockito</groupId><artifactId>*</artifactId></exclusion>
      </exclusions>
    </dependency>
    <dependency><groupId>com.almworks.sqlite4java</groupId><artifactId>sqlite4java</artifactId><version>1.0.392</version></dependency>
    <dependency><groupId>com.amazon.ion</groupId><artifactId>ion-java</artifactId><version>1.12.1</version></dependency>
  </dependencies>
  <build>
    <pluginManagement>
      <plugins>
        <plugin><groupId>org.apache.maven.plugins</groupId><artifactId>maven-compiler-plugin</artifactId><version>3.16.0</version></plugin>
        <plugin><groupId>org.apache.maven.plugins</groupId><artifactId>maven-resources-plugin</artifactId><version>3.5.0</version></plugin>
        <plugin><groupId>org.apache.maven.plugins</groupId><artifactId>maven-dependency-plugin</artifactId><version>3.11.0</version></plugin>
      </plugins>
    </pluginManagement>
  </build>
</project>
XML
mkdir -p src/main/java
cat >src/main/java/Units.java <<'JAVA'
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.*;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;

public class Units {
  static final String TABLE = "units";
  static final ReturnConsumedCapacity TOTAL = ReturnConsumedCapacity.TOTAL;

  static Map<String, AttributeValue> item(String key) {
    return Map.of("pk", AttributeValue.fromS(key));
  }

  static TransactWriteItem put(String key) {
    return TransactWriteItem.builder().put(p -> p.tableName(TABLE).item(item(key))).build();
  }

  static void tell(String what, List<ConsumedCapacity> used) {
    System.out.println(what + ": " + used.stream().mapToDouble(ConsumedCapacity::capacityUnits).sum());
  }

  public static void main(String[] args) {
    DynamoDbClient client = DynamoDBEmbedded.create().dynamoDbClient();
    client.createTable(t -> t.tableName(TABLE).billingMode(BillingMode.PAY_PER_REQUEST)
        .attributeDefinitions(a -> a.attributeName("pk").attributeType(ScalarAttributeType.S))
        .keySchema(k -> k.attributeName("pk").keyType(KeyType.HASH)));

    tell("put of a small item", List.of(client.putItem(r -> r.tableName(TABLE).item(item("a"))
        .returnConsumedCapacity(TOTAL)).consumedCapacity()));
    tell("transaction of two such puts", client.transactWriteItems(r -> r.transactItems(put("b"), put("c"))
        .returnConsumedCapacity(TOTAL)).consumedCapacity());
    tell("consistent get of a missing item", List.of(client.getItem(r -> r.tableName(TABLE).key(item("x"))
        .consistentRead(true).returnConsumedCapacity(TOTAL)).consumedCapacity()));
    tell("consistent query of nothing", List.of(client.query(r -> r.tableName(TABLE).consistentRead(true)
        .keyConditionExpression("pk = :k").expressionAttributeValues(Map.of(":k", AttributeValue.fromS("x")))
        .returnConsumedCapacity(TOTAL)).consumedCapacity()));
    tell("consistent batch of two missing items", client.batchGetItem(r -> r
        .requestItems(Map.of(TABLE, KeysAndAttributes.builder().keys(item("x"), item("y")).consistentRead(true).build()))
        .returnConsumedCapacity(TOTAL)).consumedCapacity());
    System.exit(0); // its threads would go on
  }
}
JAVA
mvn -q -B compile dependency:build-classpath -Dmdep.outputFile=classpath >&2
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
seen=$(DDB_LOCAL_TELEMETRY=0 "$java" --enable-native-access=ALL-UNNAMED -cp "target/classes:$(cat classpath)" Units 2>/dev/null)
echo "$seen"

expected='put of a small item: 1.0
transaction of two such puts: 2.0
consistent get of a missing item: 1.0
consistent query of nothing: 0.0
consistent batch of two missing items: 0.0'
if [ "$seen" != "$expected" ]; then
  echo "CHANGED: no longer as written above." >&2
  exit 1
fi
