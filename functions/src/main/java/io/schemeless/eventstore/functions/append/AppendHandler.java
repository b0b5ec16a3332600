package io.schemeless.eventstore.functions.append;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.schemeless.eventstore.functions.Wiring;
import io.schemeless.eventstore.functions.http.Answer;
import io.schemeless.eventstore.functions.http.EntityTags;
import io.schemeless.eventstore.functions.http.GatewayFunction;
import io.schemeless.eventstore.functions.http.HttpEdge;
import io.schemeless.eventstore.functions.http.HttpProblem;
import io.schemeless.eventstore.functions.http.MediaType;
import io.schemeless.eventstore.functions.http.Operation;
import io.schemeless.eventstore.functions.http.Precondition;
import io.schemeless.eventstore.functions.http.Request;
import io.schemeless.eventstore.functions.http.RequestBody;
import io.schemeless.eventstore.functions.http.StoreProblems;
import io.schemeless.eventstore.functions.metrics.Metric;
import io.schemeless.eventstore.functions.metrics.Telemetry;
import io.schemeless.eventstore.functions.priming.Priming;
import io.schemeless.eventstore.functions.priming.SampleRequests;
import io.schemeless.eventstore.store.AppendEvents;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.AppendResult;
import io.schemeless.eventstore.store.ExpectedVersion;
import io.schemeless.eventstore.store.Names;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StoreException.InvalidRequest;
import io.schemeless.eventstore.store.StreamId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Appends events: to one stream under `If-Match`, or to any streams under the versions that the
/// body expects.
public final class AppendHandler implements GatewayFunction {
  private final AppendEvents store;
  private final HttpEdge edge;

  /// As Lambda makes it, on the store that the environment names.
  public AppendHandler() {
    this(Wiring.store(), Wiring.telemetry(Operation.Function.APPEND), Wiring.domainScopes());
    Priming.register(() -> SampleRequests.append(new AppendHandler(SampleRequests.empty())));
  }

  public AppendHandler(AppendEvents store) {
    this(store, Telemetry.none());
  }

  public AppendHandler(AppendEvents store, Telemetry telemetry) {
    this(store, telemetry, null);
  }

  /// @param domainScopes the prefix of scopes that name domains, or none
  public AppendHandler(AppendEvents store, Telemetry telemetry, @Nullable String domainScopes) {
    this.store = store;
    this.edge =
        new HttpEdge(
            Map.of(
                Operation.APPEND_TO_STREAM, this::toStream, Operation.APPEND, this::toAnyStreams),
            telemetry,
            domainScopes);
  }

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    return edge.handle(event, context);
  }

  private Answer toStream(Request request) {
    StreamId stream = request.allowingQuery().stream();
    Precondition precondition = Precondition.of(request);
    MediaType type = type(request);
    AppendBody body = AppendBody.ofStream(RequestBody.text(request), type, stream);
    AppendResult result =
        new ConditionalAppend(expected -> append(request, body, Map.of(stream, expected)))
            .under(precondition);
    return AppendAnswer.of(request, result, body.events().getFirst())
        .with("etag", EntityTags.of(result.events().getLast().sequence()));
  }

  private Answer toAnyStreams(Request request) {
    Precondition.requireNone(
        request.allowingQuery(),
        "put the versions into expected of the body, or append to the address of one stream");
    MediaType type = type(request);
    AppendBody body = AppendBody.ofAnyStreams(RequestBody.text(request), type);
    AppendResult result = append(request, body, body.expected());
    return AppendAnswer.of(request, result, body.events().getFirst());
  }

  private AppendResult append(
      Request request, AppendBody body, Map<StreamId, ExpectedVersion> expected) {
    body.events().forEach(event -> request.caller().requireAppend(event.stream().domain()));
    // An expectation that fails tells the version.
    expected.keySet().forEach(stream -> request.caller().requireAppend(stream.domain()));
    // A condition that fails tells of events of any domain; one that holds, that there are none.
    if (body.condition() != null) {
      request.caller().requireRead(null);
    }
    try {
      AppendAnswer.requireRoom(body.events());
      String by = request.caller().recordedBy();
      List<NewEvent> events = body.events().stream().map(e -> e.withRecordedBy(by)).toList();
      AppendResult result =
          store.append(
              new AppendRequest(events, expected, body.condition(), idempotencyKey(request)));
      if (!result.repeated()) {
        request.counts().add(Metric.APPENDS, 1);
        request.counts().add(Metric.EVENTS_APPENDED, result.events().size());
      }
      return result;
    } catch (InvalidRequest e) {
      throw new HttpProblem(StoreProblems.invalid(e, body.root()));
    }
  }

  private static MediaType type(Request request) {
    return MediaType.ofBody(request, MediaType.JSON, MediaType.CLOUD_EVENT, MediaType.CLOUD_EVENTS);
  }

  private static @Nullable String idempotencyKey(Request request) {
    String key = request.header("idempotency-key");
    String fault = key == null ? null : Names.fault(key);
    if (fault != null) {
      throw HttpProblem.header("Idempotency-Key", fault);
    }
    return key;
  }
}
