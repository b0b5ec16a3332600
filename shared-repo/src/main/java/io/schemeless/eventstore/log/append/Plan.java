package io.schemeless.eventstore.log.append;

import io.schemeless.eventstore.log.core.Head;
import io.schemeless.eventstore.log.item.BodyJson;
import io.schemeless.eventstore.log.item.Claim;
import io.schemeless.eventstore.log.item.CommitRef;
import io.schemeless.eventstore.log.item.EventIds;
import io.schemeless.eventstore.log.item.Indexes;
import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.log.item.Slot;
import io.schemeless.eventstore.store.AppendCondition;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.AppendResult;
import io.schemeless.eventstore.store.ExpectedVersion;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StoreException.VersionConflict;
import io.schemeless.eventstore.store.StreamId;
import io.schemeless.eventstore.wire.EventJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a request comes to, whatever the store holds: one part a stream, and the records beside
/// them.
///
/// @param parts in the order in which the streams first occur
/// @param checks streams without an event here of which a version is expected
/// @param claims what names the events with ids of the client's, and the idempotency key
/// @param chains the distinct correlation and causation ids
/// @param tags the distinct tags
/// @param hash tells whether two requests are the same
/// @param whole all events, in order, as [BodyJson] joins them; where there is one part, its bytes
record Plan(
    AppendRequest request,
    List<Part> parts,
    Map<StreamId, ExpectedVersion> checks,
    List<Claim.Name> claims,
    List<String> chains,
    List<String> tags,
    RequestHash hash,
    byte[] whole) {

  /// The events of one stream.
  ///
  /// @param plain the events, as [BodyJson] joins them
  record Part(StreamId stream, @Nullable ExpectedVersion expected, Indexes indexes, byte[] plain) {

    @Nullable VersionConflict conflict(Head head) {
      return expected == null || expected.admits(head.version())
          ? null
          : new VersionConflict(stream, expected, head.version());
    }
  }

  /// Checks the request against all bounds and turns each event into the bytes that are stored.
  ///
  /// @throws io.schemeless.eventstore.store.StoreException.InvalidRequest naming up to 20
  ///   violations
  static Plan of(AppendRequest request) {
    Validation.check(request);
    List<byte[]> written =
        request.events().stream().map(event -> EventJson.write(event, false)).toList();
    Validation.checkSizes(written);
    Map<StreamId, List<Integer>> places = new LinkedHashMap<>();
    List<Claim.Name> claims = new ArrayList<>();
    Set<String> chains = new LinkedHashSet<>();
    Set<String> tags = new LinkedHashSet<>();
    for (int i = 0; i < written.size(); i++) {
      NewEvent event = request.events().get(i);
      places.computeIfAbsent(event.stream(), _ -> new ArrayList<>()).add(i);
      if (event.id() != null) {
        claims.add(Claim.Name.of(event.id(), event.bySource() ? event.source() : null, i));
      }
      if (event.correlationId() != null) {
        chains.add(event.correlationId());
      }
      if (event.causationId() != null) {
        chains.add(event.causationId());
      }
      tags.addAll(event.tags());
    }
    if (request.idempotencyKey() != null) {
      claims.add(new Claim.Name.IdempotencyKey(request.idempotencyKey()));
    }
    List<Part> parts = new ArrayList<>();
    places.forEach((stream, indexes) -> parts.add(part(request, stream, indexes, written)));
    Map<StreamId, ExpectedVersion> checks = new LinkedHashMap<>(request.expected());
    checks.keySet().removeAll(places.keySet());
    byte[] whole = parts.size() == 1 ? parts.getFirst().plain() : BodyJson.join(written);
    return new Plan(
        request,
        parts,
        checks,
        claims,
        List.copyOf(chains),
        List.copyOf(tags),
        new RequestHash(request),
        whole);
  }

  private static Part part(
      AppendRequest request, StreamId stream, List<Integer> indexes, List<byte[]> written) {
    return new Part(
        stream,
        request.expected().get(stream),
        new Indexes(indexes.stream().mapToInt(Integer::intValue).toArray()),
        BodyJson.join(indexes.stream().map(written::get).toList()));
  }

  List<StreamId> streams() {
    return parts.stream().map(Part::stream).toList();
  }

  /// The streams of which a head is looked for.
  List<StreamId> lookedFor() {
    return Stream.concat(parts.stream().map(Part::stream), checks.keySet().stream()).toList();
  }

  /// Whether more decides over it than the versions of the streams that it appends to: what the log
  /// holds below its position.
  boolean isConditional() {
    return request.condition() != null || !checks.isEmpty();
  }

  /// Whether events of another request that go before it in one append would break its condition.
  boolean isBrokenBy(Plan other) {
    AppendCondition condition = request.condition();
    return other.streams().stream().anyMatch(checks::containsKey)
        || condition != null
            && other.request.events().stream()
                .anyMatch(e -> condition.failIfEventsMatch().wants(e.type(), e.tags()));
  }

  /// Whether a source and an id together name one of the events.
  boolean sourced() {
    return claims.stream().anyMatch(Claim.Name.SourcedId.class::isInstance);
  }

  /// @param heads of all its streams
  @Nullable VersionConflict conflict(Map<StreamId, Head> heads) {
    for (Part part : parts) {
      VersionConflict conflict = part.conflict(Objects.requireNonNull(heads.get(part.stream())));
      if (conflict != null) {
        return conflict;
      }
    }
    for (Map.Entry<StreamId, ExpectedVersion> check : checks.entrySet()) {
      long version = Objects.requireNonNull(heads.get(check.getKey())).version();
      if (!check.getValue().admits(version)) {
        return new VersionConflict(check.getKey(), check.getValue(), version);
      }
    }
    return null;
  }

  /// The answer to this request, once it lies at `position` as the slot says.
  ///
  /// @param offset the place of its first event; others may have been appended with it
  AppendResult answer(Keys keys, long position, int offset, Slot.Committed slot, boolean repeated) {
    int count = request.events().size();
    AppendResult.Appended[] events = new AppendResult.Appended[count];
    for (CommitRef ref : slot.refs()) {
      for (int i = 0; i < ref.count(); i++) {
        int index = ref.indexes().get(i);
        int own = index - offset;
        if (own < 0 || own >= count) {
          continue;
        }
        @Nullable String id = request.events().get(own).id();
        events[own] =
            new AppendResult.Appended(
                id != null ? id : EventIds.of(keys.incarnation(), position, index, slot.commitId()),
                ref.stream(),
                ref.first() + i,
                index);
      }
    }
    return new AppendResult(
        position, Instant.ofEpochMilli(slot.recorded()), List.of(events), repeated);
  }
}
