package io.schemeless.eventstore.log.append;

import io.schemeless.eventstore.json.Timestamps;
import io.schemeless.eventstore.log.item.EventIds;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.EventQuery;
import io.schemeless.eventstore.store.Names;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.QueryBounds;
import io.schemeless.eventstore.store.StoreException.InvalidRequest;
import io.schemeless.eventstore.store.StoreException.InvalidRequest.Violation;
import io.schemeless.eventstore.store.StreamId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The bounds of an append, checked before anything is written.
final class Validation {
  static final int MAX_CLIENT_IDS = 100;
  static final int MAX_STREAMS = 100;
  static final int MAX_META_BYTES = 64 * 1024;
  static final int MAX_EVENT_BYTES = 3 * 1024 * 1024;
  static final int MAX_APPEND_BYTES = 4 * 1024 * 1024;
  static final int MAX_APPEND_TAGS = 1_000;
  private static final int MAX_REPORTED = 20;

  private final List<Violation> violations = new ArrayList<>();

  private Validation() {}

  /// The bounds of what is asked.
  ///
  /// @throws InvalidRequest naming up to 20 violations
  static void check(AppendRequest request) {
    Validation validation = new Validation();
    validation.request(request);
    validation.throwIfAny();
  }

  /// The bounds of events as they are stored.
  ///
  /// @throws InvalidRequest naming up to 20 violations
  static void checkSizes(List<byte[]> written) {
    Validation validation = new Validation();
    validation.sizes(written);
    validation.throwIfAny();
  }

  /// Whether the incarnation could give one of the ids itself, now or later; none if not. Which
  /// incarnation lives is known only when the store was asked, so this is a check of a round.
  static @Nullable InvalidRequest ownIds(AppendRequest request, String incarnation) {
    Validation validation = new Validation();
    for (int i = 0; i < request.events().size(); i++) {
      String id = request.events().get(i).id();
      if (id != null && EventIds.parse(id, incarnation) != null) {
        validation.wrong("/events/" + i + "/id", "this id is of the form that this store gives");
      }
    }
    return validation.violations.isEmpty() ? null : validation.refusal();
  }

  private InvalidRequest refusal() {
    return new InvalidRequest(violations.subList(0, Math.min(MAX_REPORTED, violations.size())));
  }

  private void throwIfAny() {
    if (!violations.isEmpty()) {
      throw refusal();
    }
  }

  private void request(AppendRequest request) {
    List<NewEvent> events = request.events();
    if (events.isEmpty() || events.size() > AppendRequest.MAX_EVENTS) {
      wrong("/events", "an append has 1 to " + AppendRequest.MAX_EVENTS + " events");
      return;
    }
    Set<StreamId> streams = new HashSet<>();
    Set<Object> ids = new LinkedHashSet<>();
    Set<String> tags = new HashSet<>();
    for (int i = 0; i < events.size(); i++) {
      event("/events/" + i, events.get(i));
      streams.add(events.get(i).stream());
      tags.addAll(events.get(i).tags());
      if (events.get(i).id() != null && !ids.add(name(events.get(i)))) {
        wrong("/events/" + i + "/id", "the id occurs twice in this append");
      }
    }
    if (streams.size() > MAX_STREAMS) {
      wrong("/events", "an append has events of at most " + MAX_STREAMS + " streams");
    }
    if (ids.size() > MAX_CLIENT_IDS) {
      wrong(
          "/events",
          "an append has at most " + MAX_CLIENT_IDS + " events with ids of the client's");
    }
    if (tags.size() > MAX_APPEND_TAGS) {
      wrong("/events", "an append has at most " + MAX_APPEND_TAGS + " distinct tags");
    }
    boolean few = streams.size() <= MAX_STREAMS;
    streams.addAll(request.expected().keySet());
    if (few && streams.size() > MAX_STREAMS) {
      wrong("/expected", "an append names at most " + MAX_STREAMS + " streams");
    }
    request.expected().keySet().forEach(this::expected);
    if (request.condition() != null) {
      query("/condition/failIfEventsMatch", request.condition().failIfEventsMatch());
    }
    name("/idempotencyKey", request.idempotencyKey());
  }

  private void expected(StreamId stream) {
    if (!Names.areSound(stream)) {
      wrong("/expected", "names a stream that cannot be");
    }
  }

  private void query(String at, EventQuery query) {
    QueryBounds.check(query, (where, fault) -> wrong(at + where, fault));
  }

  private void event(String at, NewEvent event) {
    name(at + "/domain", event.stream().domain());
    name(at + "/identifier", event.stream().identifier());
    name(at + "/type", event.type());
    name(at + "/id", event.id());
    if (event.bySource() && (event.id() == null || isEmpty(event.source()))) {
      wrong(at + "/bySource", "is for an event with an id, and with a source in its meta");
    }
    name(at + "/correlationId", event.correlationId());
    name(at + "/causationId", event.causationId());
    tags(at + "/tags", event.tags());
    if (event.type().equals(Event.LOST)) {
      wrong(at + "/type", "this type stands for a lost event, and is given by a repair only");
    }
    if (event.meta() != null && event.meta().size() > MAX_META_BYTES) {
      wrong(at + "/meta", "meta is at most " + MAX_META_BYTES + " bytes");
    }
    if (event.created() != null && !Timestamps.inRange(event.created())) {
      wrong(at + "/created", "a time has a year of 0000 to 9999");
    }
  }

  private void tags(String at, List<String> tags) {
    if (tags.size() > NewEvent.MAX_TAGS) {
      wrong(at, "an event has at most " + NewEvent.MAX_TAGS + " tags");
      return;
    }
    Set<String> distinct = new HashSet<>();
    for (int i = 0; i < tags.size(); i++) {
      String fault = Names.faultOfTag(tags.get(i));
      if (fault != null) {
        wrong(at + "/" + i, fault);
      } else if (!distinct.add(tags.get(i))) {
        wrong(at + "/" + i, "the tag occurs twice in this event");
      }
    }
  }

  private static boolean isEmpty(@Nullable String text) {
    return text == null || text.isEmpty();
  }

  /// What names an event that has an id; see [Claim.Name].
  private static Object name(NewEvent event) {
    return event.bySource() ? Arrays.asList(event.source(), event.id()) : List.of(event.id());
  }

  private void sizes(List<byte[]> written) {
    long total = 0;
    for (int i = 0; i < written.size(); i++) {
      total += written.get(i).length;
      if (written.get(i).length > MAX_EVENT_BYTES) {
        wrong("/events/" + i, "an event is at most " + MAX_EVENT_BYTES + " bytes");
      }
    }
    if (total > MAX_APPEND_BYTES) {
      wrong("/events", "the events of an append are at most " + MAX_APPEND_BYTES + " bytes");
    }
  }

  private void name(String at, @Nullable String value) {
    if (value == null) {
      return;
    }
    String fault = Names.fault(value);
    if (fault != null) {
      wrong(at, fault);
    }
  }

  private void wrong(String at, String message) {
    violations.add(new Violation(at, message));
  }
}
