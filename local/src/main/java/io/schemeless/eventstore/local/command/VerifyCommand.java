package io.schemeless.eventstore.local.command;

import io.schemeless.eventstore.aws.AwsClients;
import io.schemeless.eventstore.aws.AwsStoreOptions;
import io.schemeless.eventstore.history.Verdict;
import io.schemeless.eventstore.local.UserError;
import io.schemeless.eventstore.local.emulator.Emulators;
import io.schemeless.eventstore.local.server.ExistingStore;
import io.schemeless.eventstore.local.server.LocalEnvironment;
import io.schemeless.eventstore.local.server.LocalStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
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
      "%nA check without --load writes nothing and may run while the store serves. In AWS, region and credentials"
          + " come from where every AWS SDK looks for them; AWS_ENDPOINT_URL_DYNAMODB and"
          + " AWS_ENDPOINT_URL_S3 are used where set. The exit code is 0 only if nothing was found"
          + " and, with --load, every promise was kept.%n"
    })
final class VerifyCommand implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  @ArgGroup private @Nullable Place place;

  @ArgGroup(exclusive = false, heading = "%nA load:%n")
  private @Nullable LoadOptions load;

  @Option(
      names = "--repair",
      description = "Put right what can be without a loss, then check again.")
  private boolean repair;

  @Option(
      names = "--accept-loss",
      description =
          "With --repair: replace events of which nothing is left by events of the type"
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
    check();
    if (place == null) {
      return inMemory();
    }
    return place.data != null ? local(place.data) : inAws(Objects.requireNonNull(place.aws));
  }

  private void check() {
    if (place == null && load == null) {
      throw wrong("give a store, --table with --bucket or --data; or --load for one in memory");
    }
    if (acceptLoss && !repair) {
      throw wrong("--accept-loss needs --repair");
    }
    if (load != null && repair) {
      throw wrong("--load and --repair do not go together; repair first");
    }
    if (load != null) {
      load.plan(spec.commandLine());
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private int inMemory() {
    spec.commandLine().getErr().println("starting DynamoDB Local, an S3 server and the store");
    LocalEnvironment none = new LocalEnvironment(Map.of());
    try (Emulators emulators = Emulators.start(Emulators.Plan.IN_MEMORY, output()::problem);
        LocalStore fresh = LocalStore.open(LocalStore.NAME, emulators.endpoints(), none)) {
      return run(ExistingStore.local(fresh.clients()));
    }
  }

  private int inAws(InAws aws) {
    try (AwsClients clients = AwsClients.create()) {
      return run(new ExistingStore(clients, aws.table, aws.bucket, aws.keyPrefix));
    }
  }

  private int local(Path data) {
    if (!Files.isDirectory(data)) {
      throw new UserError("there is no directory " + data.toAbsolutePath().normalize());
    }
    LocalEnvironment environment = LocalEnvironment.ofThisProcess();
    try (Emulators emulators = Emulators.start(environment.plan(data), output()::problem);
        AwsClients clients = LocalStore.clients(emulators.endpoints(), environment)) {
      return run(ExistingStore.local(clients));
    }
  }

  private int run(ExistingStore store) {
    boolean kept = load == null || load(load, store);
    StoreCheck check = new StoreCheck(repair, acceptLoss, output());
    return check.isSound(store) && kept ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  /// Whether every promise was kept.
  private boolean load(LoadOptions options, ExistingStore store) {
    JudgedLoad judged = new JudgedLoad(store::open);
    if (!options.addToExisting() && judged.isInUse()) {
      throw wrong(
          "the store holds events, and those of a load would stay in it for ever;"
              + " say --add-to-existing if you want that");
    }
    LoadOutput output = new LoadOutput(spec.commandLine().getOut(), spec.commandLine().getErr());
    Verdict verdict = judged.run(options.plan(spec.commandLine()), output);
    output.report(verdict);
    return verdict.isSound();
  }

  private VerifyOutput output() {
    return new VerifyOutput(spec.commandLine().getOut(), spec.commandLine().getErr());
  }
}
