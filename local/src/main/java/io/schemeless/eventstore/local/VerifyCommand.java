package io.schemeless.eventstore.local;

import io.schemeless.eventstore.aws.AwsClients;
import io.schemeless.eventstore.aws.AwsStoreOptions;
import io.schemeless.eventstore.dynamodb.DynamoDbCells;
import io.schemeless.eventstore.local.emulator.Emulators;
import io.schemeless.eventstore.log.StoreOptions;
import io.schemeless.eventstore.log.StoreVerifier;
import io.schemeless.eventstore.log.Verification;
import io.schemeless.eventstore.port.Host;
import io.schemeless.eventstore.port.SystemHost;
import io.schemeless.eventstore.s3.S3ObjectStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `eventstore verify`: is this store what it must be?
@Command(
    name = "verify",
    usageHelpWidth = 100,
    description = {
      "Check every item and object of a store against every rule, and repair it.",
      "%nA check writes nothing and may run while the store serves. In AWS, region and credentials"
          + " come from where every AWS SDK looks for them; AWS_ENDPOINT_URL_DYNAMODB and"
          + " AWS_ENDPOINT_URL_S3 are used where set. The exit code is 0 only if nothing was found.%n"
    })
final class VerifyCommand implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @ArgGroup(multiplicity = "1")
  private Place place;

  @Option(
      names = "--repair",
      description = "Put right what can be without a loss, then check again.")
  private boolean repair;

  @Option(
      names = "--accept-loss",
      description =
          "With --repair: replace events whose objects are gone by events of the type"
              + " event-store.lost.")
  private boolean acceptLoss;

  /// Where the store is.
  static final class Place {
    @ArgGroup(exclusive = false)
    private @Nullable InAws aws;

    @Option(
        names = "--data",
        paramLabel = "DIR",
        required = true,
        description = "The directory of `eventstore local --data`, which must not be running.")
    private @Nullable Path data;
  }

  /// A table and a bucket.
  static final class InAws {
    @SuppressWarnings("NullAway.Init") // picocli sets it
    @Option(names = "--table", paramLabel = "NAME", required = true, description = "The table.")
    private String table;

    @SuppressWarnings("NullAway.Init") // picocli sets it
    @Option(names = "--bucket", paramLabel = "NAME", required = true, description = "The bucket.")
    private String bucket;

    @Option(
        names = "--key-prefix",
        paramLabel = "TEXT",
        defaultValue = AwsStoreOptions.DEFAULT_KEY_PREFIX,
        description = "What all keys in the bucket start with. Default: ${DEFAULT-VALUE}")
    private String keyPrefix = AwsStoreOptions.DEFAULT_KEY_PREFIX;
  }

  @Override
  public Integer call() {
    if (acceptLoss && !repair) {
      throw new ParameterException(spec.commandLine(), "--accept-loss needs --repair");
    }
    VerifyOutput output =
        new VerifyOutput(spec.commandLine().getOut(), spec.commandLine().getErr());
    Verification found = place.data != null ? local(place.data, output) : inAws(output);
    output.report(found);
    return found.isSound() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private Verification inAws(VerifyOutput output) {
    InAws aws = place.aws;
    if (aws == null) {
      throw new IllegalStateException("one of the two places is given");
    }
    try (AwsClients clients = AwsClients.create()) {
      return run(clients, aws.table, aws.bucket, aws.keyPrefix, output);
    }
  }

  private Verification local(Path data, VerifyOutput output) {
    if (!Files.isDirectory(data)) {
      throw new UserError("there is no directory " + data.toAbsolutePath().normalize());
    }
    LocalEnvironment environment = LocalEnvironment.ofThisProcess();
    try (Emulators emulators = Emulators.start(environment.plan(data), output::problem);
        AwsClients clients = LocalStore.clients(emulators.endpoints(), environment)) {
      String name = LocalCommand.STORE;
      return run(clients, name, LocalStore.BUCKET, LocalStore.keyPrefix(name), output);
    }
  }

  private Verification run(
      AwsClients clients, String table, String bucket, String keyPrefix, VerifyOutput output) {
    Host host = new SystemHost();
    StoreVerifier verifier =
        new StoreVerifier(
            new DynamoDbCells(clients.dynamoDb(), table, host, false),
            new S3ObjectStore(clients.s3(), bucket, keyPrefix),
            host,
            StoreOptions.DEFAULT);
    return repair ? verifier.repair(acceptLoss, output) : verifier.verify(output);
  }
}
