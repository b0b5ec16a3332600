package io.schemeless.eventstore.functions.replay;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.schemeless.eventstore.functions.Wiring;
import io.schemeless.eventstore.functions.events.EventAnswers;
import io.schemeless.eventstore.functions.events.PageAnswers;
import io.schemeless.eventstore.functions.events.QueryBody;
import io.schemeless.eventstore.functions.events.StartPlace;
import io.schemeless.eventstore.functions.http.Answer;
import io.schemeless.eventstore.functions.http.GatewayFunction;
import io.schemeless.eventstore.functions.http.HttpEdge;
import io.schemeless.eventstore.functions.http.HttpProblem;
import io.schemeless.eventstore.functions.http.MediaType;
import io.schemeless.eventstore.functions.http.Operation;
import io.schemeless.eventstore.functions.http.Request;
import io.schemeless.eventstore.functions.http.RequestBody;
import io.schemeless.eventstore.functions.metrics.Telemetry;
import io.schemeless.eventstore.functions.priming.Priming;
import io.schemeless.eventstore.functions.priming.SampleRequests;
import io.schemeless.eventstore.port.Host;
import io.schemeless.eventstore.port.SystemHost;
import io.schemeless.eventstore.store.ContinuationToken;
import io.schemeless.eventstore.store.EventPage;
import io.schemeless.eventstore.store.EventQuery;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.Names;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.ReplayFilter;
import io.schemeless.eventstore.store.StartPoint;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Replays the log, or what a query wants of it, page by page, and waits at its end where the
/// client asks for it.
public final class ReplayHandler implements GatewayFunction {
  private static final int MAX_WAIT_SECONDS = 20;
  private static final Duration MARGIN = Duration.ofSeconds(3);

  private final EventStore store;
  private final LongPoll longPoll;
  private final HttpEdge edge;

  /// As Lambda makes it, on the store that the environment names.
  public ReplayHandler() {
    this(
        Wiring.store(),
        new SystemHost(),
        Wiring.telemetry(Operation.Function.REPLAY),
        Wiring.domainScopes());
    Priming.register(
        () -> SampleRequests.replay(new ReplayHandler(SampleRequests.filled(), new SystemHost())));
  }

  public ReplayHandler(EventStore store, Host host) {
    this(store, host, Telemetry.none());
  }

  public ReplayHandler(EventStore store, Host host, Telemetry telemetry) {
    this(store, host, telemetry, null);
  }

  /// @param domainScopes the prefix of scopes that name domains, or none
  public ReplayHandler(
      EventStore store, Host host, Telemetry telemetry, @Nullable String domainScopes) {
    this.store = store;
    this.longPoll = new LongPoll(host);
    this.edge =
        new HttpEdge(
            Map.of(Operation.REPLAY, this::replay, Operation.QUERY, this::query),
            telemetry,
            domainScopes);
  }

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    return edge.handle(event, context);
  }

  private Answer replay(Request request) {
    request.allowingQuery(StartPlace.and("limit", "domain", "type", "tag", "wait"));
    MediaType type = EventAnswers.listType(request);
    PageLimits limits = EventAnswers.limits(request, type);
    ReplayFilter filter = new ReplayFilter(request.filter("domain"), types(request), tags(request));
    request.caller().requireRead(filter.domain());
    StartPoint start = StartPlace.of(request, store);
    ContinuationToken from = start == null ? request.token() : store.tokenAt(start, filter);
    EventPage page =
        longPoll.page(from, wait(request), token -> store.replay(token, limits, filter));
    return PageAnswers.of(request, type, page);
  }

  /// What a query wants may be of any domain.
  private Answer query(Request request) {
    request.allowingQuery(StartPlace.and("limit", "wait"));
    MediaType unused = MediaType.ofBody(request, MediaType.JSON);
    MediaType type = EventAnswers.listType(request);
    PageLimits limits = EventAnswers.limits(request, type);
    EventQuery query = QueryBody.read(RequestBody.text(request));
    request.caller().requireRead(null);
    StartPoint start = StartPlace.of(request, store);
    ContinuationToken from = start == null ? request.token() : store.tokenAt(start, query);
    EventPage page = longPoll.page(from, wait(request), token -> store.query(query, token, limits));
    return PageAnswers.of(request, type, page);
  }

  private static Set<String> types(Request request) {
    List<String> types = request.query().all("type");
    types.forEach(type -> Request.bounded("type", type));
    return Set.copyOf(types);
  }

  private static Set<String> tags(Request request) {
    List<String> tags = request.query().all("tag");
    for (String tag : tags) {
      String fault = Names.faultOfTag(tag);
      if (fault != null) {
        throw HttpProblem.parameter("tag", fault);
      }
    }
    if (tags.size() > NewEvent.MAX_TAGS) {
      throw HttpProblem.parameter("tag", "occurs at most " + NewEvent.MAX_TAGS + " times");
    }
    return Set.copyOf(tags);
  }

  private static Duration wait(Request request) {
    Duration asked = Duration.ofSeconds(request.query().number("wait", 0, 0, MAX_WAIT_SECONDS));
    Duration left = request.timeLeft(MARGIN);
    return asked.compareTo(left) < 0 ? asked : left;
  }
}
