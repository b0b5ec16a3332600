package io.schemeless.eventstore.conformance;

import io.schemeless.eventstore.aws.AwsClients;
import io.schemeless.eventstore.dynamodb.Capacity;
import io.schemeless.eventstore.dynamodb.DynamoDbCells;
import io.schemeless.eventstore.dynamodb.TableProvisioner;
import io.schemeless.eventstore.port.Host;
import io.schemeless.eventstore.port.SystemHost;
import io.schemeless.eventstore.s3.S3ObjectStore;
import io.schemeless.eventstore.testing.LocalAws;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/// The contracts on LocalStack: `mvn -Plocalstack -pl shared-repo test
/// -Dtest=LocalStackConformanceTest`. It needs Docker and, since March 2026, an account's token in
/// `LOCALSTACK_AUTH_TOKEN`; without either it says so and is skipped.
class LocalStackConformanceTest extends ConformanceSuite {
  private static final String TOKEN = "LOCALSTACK_AUTH_TOKEN";
  private static final DockerImageName IMAGE = DockerImageName.parse("localstack/localstack");

  private static @Nullable LocalStackContainer localStack;
  private static @Nullable AwsClients clients;

  @BeforeAll
  static void start() {
    needs(DockerClientFactory.instance().isDockerAvailable(), "there is no Docker engine");
    String token = Optional.ofNullable(System.getenv(TOKEN)).orElse("");
    needs(!token.isBlank(), TOKEN + " is not set");
    LocalStackContainer container =
        new LocalStackContainer(IMAGE).withServices("dynamodb", "s3").withEnv(TOKEN, token);
    container.start();
    localStack = container;
    clients =
        AwsClients.create(
            client -> LocalAws.configure(client, container.getEndpoint()),
            client -> LocalAws.configure(client, container.getEndpoint()));
  }

  private static void needs(boolean there, String otherwise) {
    if (!there) {
      System.out.println("SKIPPED: the conformance suite on LocalStack: " + otherwise + ".");
    }
    Assumptions.assumeTrue(there, otherwise);
  }

  @AfterAll
  static void stop() {
    if (clients != null) {
      clients.close();
    }
    if (localStack != null) {
      localStack.stop();
    }
  }

  @Override
  protected Ports freshPorts() {
    AwsClients aws = Objects.requireNonNull(clients);
    Host host = new SystemHost();
    String table = LocalAws.tableName();
    String bucket = LocalAws.bucketName();
    new TableProvisioner(aws.dynamoDb(), table, new Capacity.OnDemand(), host).ensure();
    aws.s3().createBucket(r -> r.bucket(bucket));
    return new Ports(
        new DynamoDbCells(aws.dynamoDb(), table, host, true),
        new S3ObjectStore(aws.s3(), bucket, ""));
  }
}
