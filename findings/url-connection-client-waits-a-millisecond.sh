#!/usr/bin/env bash
# AWS SDK for Java 2.57.8 on JDK 17 to 25: url-connection-client waits a millisecond before each POST on a connection that it has kept. A small put to DynamoDB Local takes three times as long as with apache-client.
#
# url-connection-client is the light one of the SDK's synchronous clients, and the one that is recommended for short starts. It tells each connection how long the body will be (HttpURLConnection.setFixedLengthStreamingMode), so that nothing is
# held in memory. A POST that is streamed cannot be repeated, so before the JDK sends one on a connection from its cache it looks whether the other side has closed it: it reads from the socket, with a time limit of 1 ms, and nearly always waits
# for the limit (HttpClient.available, for http and https alike). Every request of DynamoDB is a POST. Neither the SDK's nor the JDK's documentation says so; the time shows in no metric but the call's own.
#
# Three clients put the same small items into the same table, in turn, one request after the other; the third is url-connection-client on connections that do not pass the length on. Told are ratios of medians; the program fails where
# the first is below 1.5, or the last above 1.3.
#
# Needs a JDK of 17 or newer, and Maven. Seen on 2026-11-29 with Temurin 25.0.3 on two processors:
#     url-connection-client: 1.58 ms, apache-client: 0.49 ms, url-connection-client that is not told the length: 0.48 ms
#     told the length : apache = 3.2
#     not told : apache = 1.0
set -euo pipefail
cd "$(mktemp -d)"
trap 'rm -rf "$PWD"' EXIT

# The managed versions are those with which the emulator resolves and runs.
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
    <dependency><groupId>software.amazon.awssdk</groupId><artifactId>url-connection-client</artifactId></dependency>
    <dependency><groupId>software.amazon.awssdk</groupId><artifactId>apache-client</artifactId></dependency>
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
cat >src/main/java/Packets.java <<'JAVA'
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.*;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

public class Packets {
  static final int ROUNDS = 6;
  static final int PUTS = 500;

  /// A connection that nobody tells the length of a body.
  static class Untold extends HttpURLConnection {
    final HttpURLConnection c;

    Untold(HttpURLConnection c) {
      super(c.getURL());
      this.c = c;
    }

    @Override public void setFixedLengthStreamingMode(int length) {}
    @Override public void setFixedLengthStreamingMode(long length) {}
    @Override public void connect() throws IOException { c.connect(); }
    @Override public void disconnect() { c.disconnect(); }
    @Override public boolean usingProxy() { return c.usingProxy(); }
    @Override public void setRequestMethod(String m) throws ProtocolException { c.setRequestMethod(m); }
    @Override public String getRequestMethod() { return c.getRequestMethod(); }
    @Override public void setRequestProperty(String k, String v) { c.setRequestProperty(k, v); }
    @Override public void addRequestProperty(String k, String v) { c.addRequestProperty(k, v); }
    @Override public void setDoOutput(boolean o) { c.setDoOutput(o); }
    @Override public void setInstanceFollowRedirects(boolean f) { c.setInstanceFollowRedirects(f); }
    @Override public OutputStream getOutputStream() throws IOException { return c.getOutputStream(); }
    @Override public InputStream getInputStream() throws IOException { return c.getInputStream(); }
    @Override public InputStream getErrorStream() { return c.getErrorStream(); }
    @Override public int getResponseCode() throws IOException { return c.getResponseCode(); }
    @Override public String getResponseMessage() throws IOException { return c.getResponseMessage(); }
    @Override public String getHeaderField(String name) { return c.getHeaderField(name); }
    @Override public Map<String, List<String>> getHeaderFields() { return c.getHeaderFields(); }
  }

  static HttpURLConnection untold(URI uri) {
    try {
      return new Untold((HttpURLConnection) uri.toURL().openConnection());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static DynamoDbClient client(URI endpoint, SdkHttpClient http) {
    return DynamoDbClient.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
        .httpClient(http)
        .build();
  }

  static double median(DynamoDbClient client, String partition) {
    long[] nanos = new long[PUTS];
    for (int i = 0; i < PUTS; i++) {
      Map<String, AttributeValue> item =
          Map.of("pk", AttributeValue.fromS(partition), "sk", AttributeValue.fromS("" + i), "text", AttributeValue.fromS("x".repeat(200)));
      long start = System.nanoTime();
      client.putItem(put -> put.tableName("packets").item(item));
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    return nanos[PUTS / 2] / 1e6;
  }

  /// DynamoDB Local as its own launcher starts it, but on 127.0.0.1 only.
  static URI emulator() throws Exception {
    Server server = new Server(new InetSocketAddress("127.0.0.1", 0));
    LocalDynamoDBRequestHandler requests = new LocalDynamoDBRequestHandler(0, true, null, true, false);
    server.setHandler(new ContextHandler(new LocalDynamoDBServerHandler(requests, null), "/"));
    server.start();
    return URI.create("http://127.0.0.1:" + ((ServerConnector) server.getConnectors()[0]).getLocalPort());
  }

  public static void main(String[] args) throws Exception {
    URI endpoint = emulator();
    Map<String, DynamoDbClient> clients = new LinkedHashMap<>();
    clients.put("told", client(endpoint, UrlConnectionHttpClient.create()));
    clients.put("apache", client(endpoint, ApacheHttpClient.create()));
    clients.put("untold", client(endpoint, UrlConnectionHttpClient.create(Packets::untold)));
    clients.get("told").createTable(t -> t.tableName("packets").billingMode(BillingMode.PAY_PER_REQUEST)
        .attributeDefinitions(a -> a.attributeName("pk").attributeType(ScalarAttributeType.S), a -> a.attributeName("sk").attributeType(ScalarAttributeType.S))
        .keySchema(k -> k.attributeName("pk").keyType(KeyType.HASH), k -> k.attributeName("sk").keyType(KeyType.RANGE)));
    Map<String, Double> last = new LinkedHashMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      for (Map.Entry<String, DynamoDbClient> each : clients.entrySet()) {
        last.put(each.getKey(), median(each.getValue(), each.getKey() + round));
      }
    }
    System.out.printf(Locale.ROOT, "url-connection-client: %.2f ms, apache-client: %.2f ms, url-connection-client that is not told the length: %.2f ms%n",
        last.get("told"), last.get("apache"), last.get("untold"));
    System.out.printf(Locale.ROOT, "told the length : apache = %.1f%n", last.get("told") / last.get("apache"));
    System.out.printf(Locale.ROOT, "not told : apache = %.1f%n", last.get("untold") / last.get("apache"));
    System.exit(last.get("told") / last.get("apache") < 1.5 || last.get("untold") / last.get("apache") > 1.3 ? 1 : 0);
  }
}
JAVA
mvn -q -B compile dependency:build-classpath -Dmdep.outputFile=classpath >&2
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
classpath=target/classes:$(cat classpath)
DDB_LOCAL_TELEMETRY=0 "$java" --enable-native-access=ALL-UNNAMED -cp "$classpath" Packets 2>/dev/null || {
  echo "CHANGED: no longer as written above." >&2
  exit 1
}
