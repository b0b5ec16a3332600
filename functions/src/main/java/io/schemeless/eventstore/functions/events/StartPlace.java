package io.schemeless.eventstore.functions.events;

import io.schemeless.eventstore.functions.http.HttpProblem;
import io.schemeless.eventstore.functions.http.Request;
import io.schemeless.eventstore.json.Timestamps;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.FindEvents;
import io.schemeless.eventstore.store.StartPoint;
import java.time.DateTimeException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where a request says that a replay starts: by one parameter at most.
public final class StartPlace {
  private static final String AFTER_EVENT = "afterEvent";
  private static final List<String> WAYS = List.of("after", AFTER_EVENT, "from", "since", "last");

  /// What says it; all but `after`, which goes on.
  static final List<String> PARAMETERS = List.of(AFTER_EVENT, "source", "from", "since", "last");

  private StartPlace() {}

  /// All parameters that a replay takes, and these further ones.
  public static String[] and(String... further) {
    return Stream.of(WAYS, List.of("source"), List.of(further))
        .flatMap(List::stream)
        .toArray(String[]::new);
  }

  /// None where the replay goes on from a token, or starts at the beginning.
  ///
  /// @throws HttpProblem if it is said in two ways, or names an event that is not there
  public static @Nullable StartPoint of(Request request, FindEvents store) {
    List<String> given = WAYS.stream().filter(way -> !request.query().all(way).isEmpty()).toList();
    if (given.size() > 1) {
      throw HttpProblem.parameter(
          given.getLast(), "of " + String.join(", ", WAYS) + " only one may be given");
    }
    String way = given.isEmpty() ? "" : given.getFirst();
    if (!way.equals(AFTER_EVENT) && FoundEvents.source(request) != null) {
      throw HttpProblem.parameter("source", "says whose " + AFTER_EVENT + " it is");
    }
    return switch (way) {
      case AFTER_EVENT -> afterEvent(request, store);
      case "from" -> new StartPoint.AtPosition(number(request, "from", 1));
      case "since" -> since(request);
      case "last" -> new StartPoint.Last(number(request, "last", 0));
      default -> null;
    };
  }

  private static StartPoint afterEvent(Request request, FindEvents store) {
    String id = Request.bounded(AFTER_EVENT, String.valueOf(request.query().one(AFTER_EVENT)));
    String source = FoundEvents.source(request);
    Event event = FoundEvents.find(store, request, id, source);
    return new StartPoint.AfterEvent(id, event.bySource() ? source : null);
  }

  private static long number(Request request, String parameter, long min) {
    return request.query().number(parameter, min, min, StartPoint.AtPosition.MAX);
  }

  private static StartPoint since(Request request) {
    try {
      return new StartPoint.Since(Timestamps.parse(String.valueOf(request.query().one("since"))));
    } catch (DateTimeException e) {
      throw HttpProblem.parameter("since", "is no time of RFC 3339, such as 2011-10-11T13:45:40Z");
    }
  }
}
