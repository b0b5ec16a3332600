package io.schemeless.eventstore.functions.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.schemeless.eventstore.json.MalformedJson;
import io.schemeless.eventstore.store.StoreException;
import java.util.Map;

/// Where a function meets HTTP: every request gets an answer here, and every failure a problem
/// document. Nothing that a customer wrote is logged: of the store's failures their message, which
/// holds nothing of it; of an unexpected failure only its class.
public final class HttpEdge {
  private final Map<Operation, Served> operations;

  /// Serves one operation.
  public interface Served {
    Answer answer(Request request);
  }

  public HttpEdge(Map<Operation, Served> operations) {
    this.operations = Map.copyOf(operations);
  }

  public APIGatewayV2HTTPResponse handle(APIGatewayV2HTTPEvent event, Context context) {
    try {
      return LambdaResponse.of(answer(event, context));
    } catch (RuntimeException e) {
      return LambdaResponse.of(problem(e, context).answer());
    }
  }

  private Answer answer(APIGatewayV2HTTPEvent event, Context context) {
    Request request = Request.of(event, context);
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
          context.getLogger().log(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
        yield problem;
      }
      case RuntimeException e -> {
        context.getLogger().log("unexpected " + e.getClass().getName());
        yield Problem.of(
            ProblemType.INTERNAL_ERROR, "the function failed; its log names the failure");
      }
    };
  }
}
