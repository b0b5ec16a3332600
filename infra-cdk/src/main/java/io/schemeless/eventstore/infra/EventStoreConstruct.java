package io.schemeless.eventstore.infra;

import io.schemeless.eventstore.functions.http.Operation;
import io.schemeless.eventstore.functions.metrics.Metric;
import io.schemeless.eventstore.infra.config.Packaging;
import io.schemeless.eventstore.infra.config.StoreConfig;
import io.schemeless.eventstore.infra.monitoring.Budget;
import io.schemeless.eventstore.infra.monitoring.Monitoring;
import io.schemeless.eventstore.infra.monitoring.Rollouts;
import io.schemeless.eventstore.infra.service.Api;
import io.schemeless.eventstore.infra.service.Backups;
import io.schemeless.eventstore.infra.service.ConsoleSite;
import io.schemeless.eventstore.infra.service.Founding;
import io.schemeless.eventstore.infra.service.FunctionCode;
import io.schemeless.eventstore.infra.service.KeepAlive;
import io.schemeless.eventstore.infra.service.Notification;
import io.schemeless.eventstore.infra.service.ResetSchedule;
import io.schemeless.eventstore.infra.service.RetentionGuard;
import io.schemeless.eventstore.infra.service.Storage;
import io.schemeless.eventstore.infra.service.StoreFunctions;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.events.IEventBus;
import software.amazon.awscdk.services.iam.Grant;
import software.amazon.awscdk.services.iam.GrantOnPrincipalOptions;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.sns.ITopic;
import software.constructs.Construct;

/// One store, for any stack: its data, its functions, its API and their monitoring.
///
/// ```java
/// EventStoreConstruct store = new EventStoreConstruct(stack, "Orders",
///     ConfigReader.of(Map.of("stage", "prod", "name", "orders")), Path.of("event-store-functions.jar"));
/// store.grantAppend(checkout);
/// ```
///
/// The settings are those of a store's file. What it makes is named by the store's name and stage,
/// so these two are one store's alone in an account and region.
public final class EventStoreConstruct extends Construct {
  private final StoreConfig config;
  private final Storage storage;
  private final StoreFunctions functions;
  private final Api api;
  private final @Nullable ConsoleSite site;
  private final Monitoring monitoring;
  private final @Nullable Notification notification;

  /// @param code the functions' jar, or the folder of their image
  public EventStoreConstruct(Construct scope, String id, StoreConfig config, Path code) {
    this(scope, id, config, code(config, code), null);
  }

  /// As the other, with the console where the settings ask for it.
  ///
  /// @param code the functions' jar, or the folder of their image
  /// @param console the folder that the console was built into
  public EventStoreConstruct(
      Construct scope, String id, StoreConfig config, Path code, Path console) {
    this(scope, id, config, code(config, code), console);
  }

  private static FunctionCode code(StoreConfig config, Path code) {
    return config.packaging() == Packaging.ZIP
        ? new FunctionCode.Jar(code.toString())
        : new FunctionCode.Image(code.toString());
  }

  EventStoreConstruct(
      Construct scope, String id, StoreConfig config, FunctionCode code, @Nullable Path console) {
    super(scope, id);
    this.config = config;
    this.storage = new Storage(this, config);
    Founding founding = Founding.of(this, config, storage, code);
    this.functions = new StoreFunctions(this, config, storage, code, founding);
    this.site = config.console() ? new ConsoleSite(this, config, console) : null;
    this.api = new Api(this, config, storage, functions, site == null ? null : site.origin());
    if (site != null) {
      site.publish(api.url(), storage);
    }
    ResetSchedule.add(this, config, functions);
    KeepAlive.add(this, config, functions);
    this.notification = Notification.of(this, config, storage);
    this.monitoring = new Monitoring(this, config, storage, functions, api, notification);
    Rollouts.add(this, config, functions, monitoring);
    Backups.add(this, config, storage);
    Budget.add(this, config);
    RetentionGuard.over(this, config);
    Tags.of(this).add("application", "schemeless-event-store");
    Tags.of(this).add("store", config.id());
    Tags.of(this).add("stage", config.stage().id());
  }

  /// Lets somebody append, to any stream.
  public Grant grantAppend(IGrantable who) {
    return grant(who, operation -> operation.function() == Operation.Function.APPEND);
  }

  /// Lets somebody replay the log, and no more.
  public Grant grantReplay(IGrantable who) {
    return grant(who, operation -> operation.function() == Operation.Function.REPLAY);
  }

  /// Lets somebody read all there is: the log, streams, events and chains, and the store's health.
  public Grant grantRead(IGrantable who) {
    return grant(
        who,
        operation ->
            operation.function() == Operation.Function.REPLAY
                || operation.function() == Operation.Function.STREAMS);
  }

  /// By route, so that nobody who may append may also reset.
  private Grant grant(IGrantable who, Predicate<Operation> which) {
    if (config.auth() instanceof StoreConfig.Auth.Jwt) {
      throw new IllegalStateException(
          "this store takes tokens: their scopes say what a caller may do, not IAM");
    }
    return Grant.addToPrincipal(
        GrantOnPrincipalOptions.builder()
            .grantee(who)
            .actions(List.of("execute-api:Invoke"))
            .resourceArns(
                Arrays.stream(Operation.values())
                    .filter(which)
                    .flatMap(
                        operation ->
                            operation.methods().stream()
                                .flatMap(
                                    method ->
                                        operation.paths().stream()
                                            .map(path -> api.arn(method, path))))
                    .distinct()
                    .sorted()
                    .toList())
            .build());
  }

  /// Where the API answers, with a `/` at its end.
  public String url() {
    return api.url();
  }

  /// Where the hosted console is, or none where `console` is not set.
  public @Nullable String consoleUrl() {
    return site == null ? null : site.url();
  }

  public ITable table() {
    return storage.table();
  }

  /// Of large bodies.
  public IBucket bucket() {
    return storage.bucket();
  }

  /// What encrypts the data, or none where AWS's own keys do.
  public @Nullable IKey key() {
    return storage.key();
  }

  /// Where new log entries are told, or none where `notifications` is not set.
  public @Nullable IEventBus bus() {
    return notification == null ? null : notification.bus();
  }

  /// Where alarms are told.
  public ITopic alarmTopic() {
    return monitoring.topic();
  }

  /// What callers invoke: in production the alias.
  ///
  /// @throws IllegalStateException if the store has no such function
  public IFunction function(Operation.Function function) {
    return functions.get(function).called();
  }

  StoreConfig config() {
    return config;
  }

  /// The function itself, without its alias.
  Function lambda(Operation.Function function) {
    return functions.get(function).function();
  }

  /// A metric that a function of the store writes, summed up by the minute.
  public IMetric metric(Operation.Function function, Metric metric) {
    return monitoring.metric(function, metric);
  }

  /// What others need to know of the store, by the names of the outputs of our own stack.
  public Map<String, String> facts() {
    Map<String, String> facts = new TreeMap<>();
    facts.put("ApiUrl", api.url());
    facts.put("ApiId", api.http().getApiId());
    facts.put("ApiArn", api.arn());
    facts.put("TableName", storage.table().getTableName());
    facts.put("BucketName", storage.bucket().getBucketName());
    facts.put("DashboardUrl", monitoring.dashboardUrl());
    facts.put("AlarmTopicArn", monitoring.topic().getTopicArn());
    functions
        .all()
        .forEach(
            (_, deployed) ->
                facts.put(
                    deployed.function().getNode().getId() + "Name",
                    deployed.function().getFunctionName()));
    if (storage.key() != null) {
      facts.put("KeyArn", storage.key().getKeyArn());
    }
    if (notification != null) {
      facts.put("EventBusName", notification.bus().getEventBusName());
      facts.put("EventBusArn", notification.bus().getEventBusArn());
    }
    if (site != null) {
      facts.put("ConsoleUrl", site.url());
    }
    String target = api.domainTarget();
    if (target != null) {
      facts.put("DomainTarget", target);
    }
    return facts;
  }
}
