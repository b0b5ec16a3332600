package io.schemeless.eventstore.infra.service;

import io.schemeless.eventstore.functions.http.Operation;
import io.schemeless.eventstore.infra.config.StoreConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.aws_apigatewayv2_authorizers.HttpIamAuthorizer;
import software.amazon.awscdk.aws_apigatewayv2_authorizers.HttpJwtAuthorizer;
import software.amazon.awscdk.aws_apigatewayv2_integrations.HttpLambdaIntegration;
import software.amazon.awscdk.aws_apigatewayv2_integrations.HttpLambdaIntegrationProps;
import software.amazon.awscdk.services.apigatewayv2.AddRoutesOptions;
import software.amazon.awscdk.services.apigatewayv2.CfnStage;
import software.amazon.awscdk.services.apigatewayv2.DomainMappingOptions;
import software.amazon.awscdk.services.apigatewayv2.DomainName;
import software.amazon.awscdk.services.apigatewayv2.HttpApi;
import software.amazon.awscdk.services.apigatewayv2.HttpMethod;
import software.amazon.awscdk.services.apigatewayv2.HttpRoute;
import software.amazon.awscdk.services.apigatewayv2.HttpStage;
import software.amazon.awscdk.services.apigatewayv2.IHttpRouteAuthorizer;
import software.amazon.awscdk.services.apigatewayv2.PayloadFormatVersion;
import software.amazon.awscdk.services.apigatewayv2.ThrottleSettings;
import software.amazon.awscdk.services.certificatemanager.Certificate;
import software.constructs.Construct;

/// The HTTP API: every route of [Operation] that the stage has, each with an authorizer and a
/// throttle.
public final class Api extends Construct {
  private final StoreConfig config;
  private final Storage storage;
  private final HttpApi api;
  private final HttpStage stage;
  private @Nullable String domainTarget;
  private final ApiOrigins origins;
  private final Map<String, Integer> throttles = new TreeMap<>();

  /// @param console the origin of the hosted console, or none
  public Api(
      Construct scope,
      StoreConfig config,
      Storage storage,
      StoreFunctions functions,
      @Nullable String console) {
    super(scope, "Api");
    this.config = config;
    this.storage = storage;
    this.origins = ApiOrigins.of(config.corsOrigins(), console);
    HttpApi.Builder builder =
        HttpApi.Builder.create(this, "Http")
            .apiName("event-store-" + config.id())
            .createDefaultStage(false)
            .disableExecuteApiEndpoint(config.domain() != null)
            .defaultAuthorizer(authorizer());
    if (origins.any()) {
      builder.corsPreflight(origins.cors());
    }
    api = builder.build();
    List<HttpRoute> routes = routes(functions);
    stage = stage();
    // A stage that throttles a route cannot be made before the route.
    routes.forEach(stage.getNode()::addDependency);
  }

  public HttpApi http() {
    return api;
  }

  /// Where clients reach it.
  public String url() {
    return config.domain() == null ? stage.getUrl() : "https://" + config.domain().name() + "/";
  }

  /// What DNS must point to, or none where the API has no domain of its own.
  public @Nullable String domainTarget() {
    return domainTarget;
  }

  /// What rights to call the API begin with.
  public String arn() {
    return Stack.of(this)
        .formatArn(
            ArnComponents.builder()
                .service("execute-api")
                .resource(api.getApiId())
                .resourceName("$default")
                .build());
  }

  /// The right to call a route. A name in its path is any.
  public String arn(String method, String path) {
    return arn() + "/" + method + path.replaceAll("\\{[^}]*\\}", "*");
  }

  private IHttpRouteAuthorizer authorizer() {
    return switch (config.auth()) {
      case StoreConfig.Auth.Iam() -> new HttpIamAuthorizer();
      case StoreConfig.Auth.Jwt(var issuer, var audience, _, _) ->
          HttpJwtAuthorizer.Builder.create("Jwt", issuer).jwtAudience(audience).build();
    };
  }

  private List<HttpRoute> routes(StoreFunctions functions) {
    List<HttpRoute> routes = new ArrayList<>();
    Map<Operation.Function, HttpLambdaIntegration> integrations = new TreeMap<>();
    functions
        .all()
        .forEach((function, deployed) -> integrations.put(function, integration(deployed)));
    for (Operation operation : Operation.values()) {
      HttpLambdaIntegration integration = integrations.get(operation.function());
      if (integration == null || isGateways(operation)) {
        continue;
      }
      for (String path : operation.paths()) {
        if (isServed(path, integrations.keySet())) {
          routes.addAll(route(operation, path, integration));
        }
      }
    }
    return routes;
  }

  /// Where origins are allowed, API Gateway answers `OPTIONS` itself, as browsers need it: without
  /// credentials. A route of ours would take that from it, and ask for them.
  private boolean isGateways(Operation operation) {
    return operation == Operation.OPTIONS && origins.any();
  }

  /// Whether a path leads anywhere but to `OPTIONS`: without a function to reset there is no reset.
  private static boolean isServed(String path, Set<Operation.Function> functions) {
    return Arrays.stream(Operation.values())
        .filter(each -> each != Operation.OPTIONS && functions.contains(each.function()))
        .anyMatch(each -> each.paths().contains(path));
  }

  private List<HttpRoute> route(
      Operation operation, String path, HttpLambdaIntegration integration) {
    for (String method : operation.methods()) {
      throttles.put(method + " " + path, throttle(operation.function()));
    }
    return api.addRoutes(
        AddRoutesOptions.builder()
            .path(path)
            .methods(operation.methods().stream().map(HttpMethod::valueOf).toList())
            .integration(integration)
            .authorizationScopes(scopes(operation))
            .build());
  }

  /// Of which a token must have one; none without tokens. Which methods a path takes may know
  /// whoever may do anything.
  private List<String> scopes(Operation operation) {
    if (!(config.auth() instanceof StoreConfig.Auth.Jwt jwt)) {
      return List.of();
    }
    String prefix = jwt.scopePrefix();
    if (operation == Operation.OPTIONS) {
      return List.of(prefix + "append", prefix + "read", prefix + "reset");
    }
    return List.of(
        prefix
            + switch (operation.function()) {
              case APPEND -> "append";
              case REPLAY, STREAMS -> "read";
              case RESET -> "reset";
            });
  }

  private static HttpLambdaIntegration integration(StoreFunctions.Deployed deployed) {
    return new HttpLambdaIntegration(
        deployed.function().getNode().getId(),
        deployed.called(),
        HttpLambdaIntegrationProps.builder()
            .payloadFormatVersion(PayloadFormatVersion.VERSION_2_0)
            .timeout(Duration.seconds(Operation.GATEWAY_WAITS.toSeconds()))
            .scopePermissionToRoute(false)
            .build());
  }

  private HttpStage stage() {
    HttpStage.Builder builder =
        HttpStage.Builder.create(this, "Stage")
            .httpApi(api)
            .stageName("$default")
            .autoDeploy(true)
            .throttle(
                ThrottleSettings.builder()
                    .rateLimit(config.throttle().reads())
                    .burstLimit(2 * config.throttle().reads())
                    .build());
    if (config.domain() != null) {
      builder.domainMapping(
          DomainMappingOptions.builder().domainName(domain(config.domain())).build());
    }
    HttpStage built = builder.build();
    CfnStage resource = (CfnStage) built.getNode().getDefaultChild();
    resource.setRouteSettings(routeSettings());
    resource.setAccessLogSettings(AccessLog.of(this, config, storage));
    return built;
  }

  private DomainName domain(StoreConfig.Domain domain) {
    DomainName created =
        DomainName.Builder.create(this, "Domain")
            .domainName(domain.name())
            .certificate(
                Certificate.fromCertificateArn(this, "Certificate", domain.certificateArn()))
            .build();
    domainTarget = created.getRegionalDomainName();
    return created;
  }

  private int throttle(Operation.Function function) {
    return switch (function) {
      case APPEND -> config.throttle().appends();
      case REPLAY -> config.throttle().replays();
      case STREAMS -> config.throttle().reads();
      case RESET -> 1;
    };
  }

  private Map<String, Object> routeSettings() {
    Map<String, Object> settings = new TreeMap<>();
    throttles.forEach(
        (route, rate) ->
            settings.put(
                route,
                // Sorted: the order of Map.of changes with each JVM, and so would the template.
                new TreeMap<>(
                    Map.of("ThrottlingRateLimit", rate, "ThrottlingBurstLimit", 2 * rate))));
    return settings;
  }
}
