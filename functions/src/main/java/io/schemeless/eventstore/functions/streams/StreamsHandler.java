package io.schemeless.eventstore.functions.streams;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.schemeless.eventstore.functions.Wiring;
import io.schemeless.eventstore.functions.events.EventAnswers;
import io.schemeless.eventstore.functions.events.FoundEvents;
import io.schemeless.eventstore.functions.events.PageAnswers;
import io.schemeless.eventstore.functions.http.Answer;
import io.schemeless.eventstore.functions.http.Caller;
import io.schemeless.eventstore.functions.http.GatewayFunction;
import io.schemeless.eventstore.functions.http.HttpEdge;
import io.schemeless.eventstore.functions.http.MediaType;
import io.schemeless.eventstore.functions.http.Operation;
import io.schemeless.eventstore.functions.http.Request;
import io.schemeless.eventstore.functions.http.Router;
import io.schemeless.eventstore.functions.metrics.Telemetry;
import io.schemeless.eventstore.functions.priming.Priming;
import io.schemeless.eventstore.functions.priming.SampleRequests;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.EventPage;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.FindEvents.Chain;
import io.schemeless.eventstore.store.StoreInfo;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads streams, single events and causal chains; and answers for the store's health, since it has
/// the rights to read all that makes up a healthy store; and tells which methods a path takes.
public final class StreamsHandler implements GatewayFunction {
  private final EventStore store;
  private final HttpEdge edge;

  /// As Lambda makes it, on the store that the environment names.
  public StreamsHandler() {
    this(Wiring.store(), Wiring.telemetry(Operation.Function.STREAMS), Wiring.domainScopes());
    Priming.register(() -> SampleRequests.read(new StreamsHandler(SampleRequests.filled())));
  }

  public StreamsHandler(EventStore store) {
    this(store, Telemetry.none());
  }

  public StreamsHandler(EventStore store, Telemetry telemetry) {
    this(store, telemetry, null);
  }

  /// @param domainScopes the prefix of scopes that name domains, or none
  public StreamsHandler(EventStore store, Telemetry telemetry, @Nullable String domainScopes) {
    this.store = store;
    StreamPages streams = new StreamPages(store);
    this.edge =
        new HttpEdge(
            Map.of(
                Operation.READ_STREAM, streams::read,
                Operation.LIST_STREAMS, streams::list,
                Operation.FIND_EVENT, this::event,
                Operation.CORRELATION, this::correlation,
                Operation.HEALTH, this::health,
                Operation.OPTIONS, Router::options),
            telemetry,
            domainScopes);
  }

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    return edge.handle(event, context);
  }

  private Answer event(Request request) {
    String id = request.allowingQuery("source").name("id");
    Event event = FoundEvents.find(store, request, id, FoundEvents.source(request));
    return EventAnswers.single(request, event);
  }

  private Answer correlation(Request request) {
    request.allowingQuery("after", "limit");
    MediaType type = EventAnswers.listType(request);
    EventPage page =
        store.chain(
            new Chain.Correlation(request.name("id")),
            request.token(),
            EventAnswers.limits(request, type));
    return PageAnswers.of(request, type, readable(request.caller(), page));
  }

  /// A chain may go through domains that the caller may not read; the rest of it is the answer.
  private static EventPage readable(Caller caller, EventPage page) {
    List<Event> events =
        page.events().stream().filter(e -> caller.mayRead(e.stream().domain())).toList();
    return new EventPage(events, page.next(), page.position(), page.caughtUp());
  }

  private Answer health(Request request) {
    request.allowingQuery();
    StoreInfo info = store.info();
    return Answer.json(
        200,
        json -> {
          json.writeStartObject();
          json.writeStringField("status", "ok");
          json.writeStringField("incarnation", info.incarnation());
          json.writeNumberField("epoch", info.epoch());
          json.writeNumberField("format", info.format());
          json.writeEndObject();
        });
  }
}
