package io.schemeless.eventstore.functions.streams;

import com.fasterxml.jackson.core.JsonGenerator;
import io.schemeless.eventstore.functions.events.EventAnswers;
import io.schemeless.eventstore.functions.events.PageAnswers;
import io.schemeless.eventstore.functions.http.Answer;
import io.schemeless.eventstore.functions.http.EntityTags;
import io.schemeless.eventstore.functions.http.HttpProblem;
import io.schemeless.eventstore.functions.http.Links;
import io.schemeless.eventstore.functions.http.MediaType;
import io.schemeless.eventstore.functions.http.Request;
import io.schemeless.eventstore.json.Timestamps;
import io.schemeless.eventstore.store.ContinuationToken;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.ReadStreams;
import io.schemeless.eventstore.store.StreamId;
import io.schemeless.eventstore.store.StreamList;
import io.schemeless.eventstore.store.StreamPage;
import io.schemeless.eventstore.store.StreamQuery;
import io.schemeless.eventstore.store.StreamQuery.Direction;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Pages of one stream, and of the list of streams.
final class StreamPages {
  private final ReadStreams store;

  StreamPages(ReadStreams store) {
    this.store = store;
  }

  Answer read(Request request) {
    StreamId stream = request.allowingQuery("from", "limit", "direction").stream();
    request.caller().requireRead(stream.domain());
    MediaType type = EventAnswers.listType(request);
    StreamQuery query =
        new StreamQuery(
            stream, from(request), direction(request), EventAnswers.limits(request, type));
    String known = request.header("if-none-match");
    if (known != null) {
      long version = store.streamVersion(stream);
      if (EntityTags.noneMatchHas(known, version, type)) {
        return Answer.empty(304).with("etag", EntityTags.of(version, type)).with("vary", "Accept");
      }
    }
    return page(request, type, store.readStream(query));
  }

  private static Answer page(Request request, MediaType type, StreamPage page) {
    PageAnswers.count(request, page.events().size());
    Answer answer =
        EventAnswers.list(
                type,
                page.events(),
                json -> {
                  json.writeNumberField("version", page.version());
                  if (page.next() == null) {
                    json.writeNullField("next");
                  } else {
                    json.writeNumberField("next", page.next());
                  }
                })
            .with("etag", EntityTags.of(page.version(), type));
    return page.next() == null
        ? answer
        : answer.with("link", Links.next(request, "from", Long.toString(page.next())));
  }

  private static @Nullable Long from(Request request) {
    return request.query().one("from") == null
        ? null
        : Long.valueOf(request.query().number("from", 1, 1, Long.MAX_VALUE));
  }

  private static Direction direction(Request request) {
    String direction = request.query().one("direction");
    return switch (direction == null ? "forward" : direction) {
      case "forward" -> Direction.FORWARD;
      case "backward" -> Direction.BACKWARD;
      default -> throw HttpProblem.parameter("direction", "must be forward or backward");
    };
  }

  /// Lists streams. Names of control characters can make a list too large to answer; then fewer are
  /// asked for.
  Answer list(Request request) {
    request.allowingQuery("domain", "after", "limit");
    MediaType.accepted(request, MediaType.JSON);
    String domain = request.filter("domain");
    request.caller().requireRead(domain);
    ContinuationToken after = request.token();
    int limit = EventAnswers.limit(request, PageLimits.MAX_STREAMS);
    while (true) {
      StreamList list = store.listStreams(domain, after, limit);
      Answer answer = Answer.json(200, json -> write(json, list));
      if (answer.body().length <= PageLimits.MAX_BYTES || limit == 1) {
        return list.next() == null
            ? answer
            : answer.with("link", Links.next(request, "after", list.next().value()));
      }
      limit = limit / 2;
    }
  }

  private static void write(JsonGenerator json, StreamList list) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("streams");
    for (StreamList.Entry entry : list.streams()) {
      json.writeStartObject();
      json.writeStringField("domain", entry.stream().domain());
      if (entry.stream().identifier() != null) {
        json.writeStringField("identifier", entry.stream().identifier());
      }
      json.writeNumberField("position", entry.position());
      json.writeStringField("recorded", Timestamps.format(entry.recorded()));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeStringField("next", list.next() == null ? null : list.next().value());
    json.writeEndObject();
  }
}
