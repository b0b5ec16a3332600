package io.schemeless.eventstore.functions.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import io.schemeless.eventstore.functions.metrics.Invocation;
import io.schemeless.eventstore.functions.metrics.Metric;
import io.schemeless.eventstore.functions.metrics.Telemetry;
import io.schemeless.eventstore.json.MalformedJson;
import io.schemeless.eventstore.store.StoreException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where a function meets HTTP: every request gets an answer here, and every failure a problem
/// document. Nothing that a customer wrote is logged: of the store's failures their message, which
/// holds nothing of it; of an unexpected failure only its class.
public final class HttpEdge {
  private final Map<Operation, Served> operations;
  private final Telemetry telemetry;
  private final @Nullable String domainScopes;

  /// Serves one operation.
  public interface Served {
    Answer answer(Request request);
  }

  /// Every caller may deal with every domain.
  public HttpEdge(Map<Operation, Served> operations, Telemetry telemetry) {
    this(operations, telemetry, null);
  }

  /// @param domainScopes the prefix of scopes that name domains, or none
  public HttpEdge(
      Map<Operation, Served> operations, Telemetry telemetry, @Nullable String domainScopes) {
    this.domainScopes = domainScopes;
    this.operations = Map.copyOf(operations);
    this.telemetry = telemetry;
  }

  public APIGatewayV2HTTPResponse handle(APIGatewayV2HTTPEvent event, Context context) {
    Invocation invocation = telemetry.begin();
    APIGatewayV2HTTPResponse response = respond(event, context, invocation);
    telemetry.end(invocation, context, response.getStatusCode());
    return response;
  }

  private APIGatewayV2HTTPResponse respond(
      APIGatewayV2HTTPEvent event, Context context, Invocation invocation) {
    Answer answer;
    try {
      answer = answer(event, context, invocation);
    } catch (RuntimeException e) {
      answer = told(problem(e, context), invocation);
    }
    return LambdaResponse.of(isHead(event) ? answer.withoutBody() : answer);
  }

  private static boolean isHead(@Nullable APIGatewayV2HTTPEvent event) {
    return event != null
        && event.getRequestContext() != null
        && event.getRequestContext().getHttp() != null
        && "HEAD".equals(event.getRequestContext().getHttp().getMethod());
  }

  private Answer answer(APIGatewayV2HTTPEvent event, Context context, Invocation invocation) {
    Request request = Request.of(event, context, invocation.counts(), domainScopes);
    invocation.operation(request.operation().name());
    invocation.correlationId(request.header("x-correlation-id"));
    Served served = operations.get(request.operation());
    if (served == null) {
      throw new HttpProblem(
          Problem.of(ProblemType.ROUTE_NOT_FOUND, "another function serves this route"));
    }
    return served.answer(request);
  }

  private static Problem problem(RuntimeException failure, Context context) {
    return switch (failure) {
      case HttpProblem e -> e.problem();
      case MalformedJson e -> StoreProblems.of(e);
      case StoreException e -> {
        Problem problem = StoreProblems.of(e);
        if (problem.status() >= 500) {
          log(context, story(e));
        }
        yield problem;
      }
      case RuntimeException e -> {
        log(context, "unexpected " + e.getClass().getName());
        yield Problem.of(
            ProblemType.INTERNAL_ERROR, "the function failed; its log names the failure");
      }
    };
  }

  /// What failed and why, in the store's own words. Those of others may hold what a client wrote.
  private static String story(StoreException failure) {
    String own = failure.getClass().getSimpleName() + ": " + failure.getMessage();
    return failure.getCause() instanceof StoreException why ? own + "; " + story(why) : own;
  }

  /// As an error: without a level the dashboard's query for errors would not find it.
  private static void log(Context context, String message) {
    context.getLogger().log(message, LogLevel.ERROR);
  }

  private static Answer told(Problem problem, Invocation invocation) {
    invocation.problem(problem.type().slug());
    switch (problem.type()) {
      case VERSION_CONFLICT -> invocation.counts().add(Metric.CONFLICTS, 1);
      case OUTCOME_UNKNOWN -> invocation.counts().add(Metric.UNKNOWN_OUTCOMES, 1);
      case CORRUPT_DATA -> invocation.counts().add(Metric.CORRUPT_DATA, 1);
      default -> {}
    }
    return problem.answer();
  }
}
