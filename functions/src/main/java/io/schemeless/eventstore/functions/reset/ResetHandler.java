package io.schemeless.eventstore.functions.reset;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.schemeless.eventstore.functions.Wiring;
import io.schemeless.eventstore.functions.http.Answer;
import io.schemeless.eventstore.functions.http.Fault;
import io.schemeless.eventstore.functions.http.GatewayJson;
import io.schemeless.eventstore.functions.http.HttpEdge;
import io.schemeless.eventstore.functions.http.HttpProblem;
import io.schemeless.eventstore.functions.http.MediaType;
import io.schemeless.eventstore.functions.http.Operation;
import io.schemeless.eventstore.functions.http.Precondition;
import io.schemeless.eventstore.functions.http.Problem;
import io.schemeless.eventstore.functions.http.ProblemType;
import io.schemeless.eventstore.functions.http.Request;
import io.schemeless.eventstore.functions.http.RequestBody;
import io.schemeless.eventstore.functions.metrics.Counts;
import io.schemeless.eventstore.functions.metrics.Invocation;
import io.schemeless.eventstore.functions.metrics.Metric;
import io.schemeless.eventstore.functions.metrics.Telemetry;
import io.schemeless.eventstore.json.JsonText;
import io.schemeless.eventstore.store.PurgeState;
import io.schemeless.eventstore.store.ResetStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;

/// Empties a sandbox, for `POST /reset` and for the schedule, which sends the body of that route as
/// its whole event. Both must name the stage.
///
/// It takes Lambda's stream because the two events have nothing in common: so both are read by the
/// same strict reader, and none is bent into the form of the other.
public final class ResetHandler implements RequestStreamHandler {
  private static final Duration MARGIN = Duration.ofSeconds(3);

  private final ResetStore store;
  private final String stage;
  private final Telemetry telemetry;
  private final HttpEdge edge;

  /// As Lambda makes it, on the store and the stage that the environment names.
  public ResetHandler() {
    this(Wiring.store(), Wiring.stage(), Wiring.telemetry(Operation.Function.RESET));
  }

  /// @param stage the stage that a reset must name; never `prod`
  public ResetHandler(ResetStore store, String stage) {
    this(store, stage, Telemetry.none());
  }

  /// @param stage the stage that a reset must name; never `prod`
  public ResetHandler(ResetStore store, String stage, Telemetry telemetry) {
    if (stage.equals("prod")) {
      throw new IllegalStateException("A store of the stage prod is never reset.");
    }
    this.store = store;
    this.stage = stage;
    this.telemetry = telemetry;
    this.edge = new HttpEdge(Map.of(Operation.RESET, this::reset), telemetry);
  }

  /// Reads either event; answers the route with API Gateway's response, and the schedule with the
  /// state of the purge.
  ///
  /// @throws IllegalArgumentException if the schedule names another stage, or sends something else
  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    byte[] event = input.readAllBytes();
    output.write(
        GatewayJson.isRequest(event)
            ? GatewayJson.write(handle(GatewayJson.read(event), context))
            : scheduled(event, context));
  }

  /// Answers `POST /reset`.
  public APIGatewayV2HTTPResponse handle(APIGatewayV2HTTPEvent event, Context context) {
    return edge.handle(event, context);
  }

  private byte[] scheduled(byte[] event, Context context) {
    if (!Confirmation.read(JsonText.decode(event)).equals(stage)) {
      throw new IllegalArgumentException("the schedule's confirm does not name this stage");
    }
    Invocation invocation = telemetry.begin();
    Answer answer = empty(Request.timeLeft(context, MARGIN), invocation.counts());
    telemetry.end(invocation, context, answer.status());
    return answer.body();
  }

  private Answer reset(Request request) {
    Precondition.requireNone(request.allowingQuery(), "a reset has no condition");
    MediaType.ofBody(request, MediaType.JSON);
    if (!Confirmation.read(RequestBody.text(request)).equals(stage)) {
      throw new HttpProblem(
          Problem.of(
              ProblemType.WRONG_STAGE,
              Fault.pointer("/confirm", "must be the name of the stage to be emptied")));
    }
    request.counts().add(Metric.RESETS_ASKED, 1);
    Duration left = request.timeLeft(MARGIN);
    // The function may run for longer, as nobody waits for the schedule.
    Duration waits = Operation.GATEWAY_WAITS.minus(MARGIN);
    return empty(left.compareTo(waits) < 0 ? left : waits, request.counts());
  }

  private Answer empty(Duration budget, Counts counts) {
    PurgeState purge = store.reset(budget);
    counts.add(Metric.PURGED_ITEMS, purge.items());
    return state(purge);
  }

  private static Answer state(PurgeState purge) {
    return Answer.json(
        202,
        json -> {
          json.writeStartObject();
          json.writeObjectFieldStart("purge");
          json.writeNumberField("items", purge.items());
          json.writeNumberField("objects", purge.objects());
          json.writeBooleanField("complete", purge.complete());
          json.writeEndObject();
          json.writeEndObject();
        });
  }
}
