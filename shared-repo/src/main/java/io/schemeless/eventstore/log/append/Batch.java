package io.schemeless.eventstore.log.append;

import io.schemeless.eventstore.log.core.Grace;
import io.schemeless.eventstore.log.core.Head;
import io.schemeless.eventstore.log.item.Body;
import io.schemeless.eventstore.log.item.BodyJson;
import io.schemeless.eventstore.log.item.Claim;
import io.schemeless.eventstore.log.item.Indexes;
import io.schemeless.eventstore.store.StreamId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The requests that one attempt appends together: at one position, with one commit a stream. Their
/// events lie one request after the other, so each answer is its request's share of the slot.
///
/// @param members in the order of their events
/// @param parts one a stream, in the order in which the streams first occur
/// @param chains the distinct correlation and causation ids
/// @param tags the distinct tags
/// @param whole all events, in order, as [BodyJson] joins them
record Batch(
    List<Member> members, List<Part> parts, List<String> chains, List<String> tags, byte[] whole) {

  /// One request in it.
  ///
  /// @param offset the place of its first event
  record Member(Pending pending, int offset) {
    Plan plan() {
      return pending.plan();
    }
  }

  /// The events for one stream.
  ///
  /// @param isExpected whether a request expects a version of the stream
  /// @param plain the events, as [BodyJson] joins them
  /// @param stored the body in the bucket, or none where it goes into the table
  record Part(
      StreamId stream,
      boolean isExpected,
      Indexes indexes,
      byte[] plain,
      Body.@Nullable InS3 stored) {}

  /// What one request has for a stream.
  private record Share(Member member, Plan.Part part) {
    Indexes indexes() {
      return part.indexes().shifted(member.offset);
    }
  }

  static Batch of(List<Pending> requests) {
    List<Member> members = new ArrayList<>();
    Map<StreamId, List<Share>> shares = new LinkedHashMap<>();
    Set<String> chains = new LinkedHashSet<>();
    Set<String> tags = new LinkedHashSet<>();
    int events = 0;
    for (Pending request : requests) {
      Member member = new Member(request, events);
      members.add(member);
      for (Plan.Part part : request.plan().parts()) {
        shares.computeIfAbsent(part.stream(), _ -> new ArrayList<>()).add(new Share(member, part));
      }
      chains.addAll(request.plan().chains());
      tags.addAll(request.plan().tags());
      events += request.plan().request().events().size();
    }
    List<Part> parts = shares.values().stream().map(Batch::part).toList();
    byte[] whole =
        parts.size() == 1
            ? parts.getFirst().plain()
            : BodyJson.concat(members.stream().map(m -> m.plan().whole()).toList());
    return new Batch(members, parts, List.copyOf(chains), List.copyOf(tags), whole);
  }

  private static Part part(List<Share> shares) {
    Share first = shares.getFirst();
    StreamId stream = first.part.stream();
    return new Part(
        stream,
        shares.stream().anyMatch(share -> share.part.expected() != null),
        Indexes.concat(shares.stream().map(Share::indexes).toList()),
        BodyJson.concat(shares.stream().map(share -> share.part.plain()).toList()),
        shares.size() == 1 ? first.member.pending().uploads().of(stream) : null);
  }

  /// Chooses, in their order, the requests that can be appended together: whose expectations hold
  /// once those before them are made, and that claim nothing that one before them claims.
  static final class Choice {
    private final Map<StreamId, Head> made;
    private final List<Pending> chosen = new ArrayList<>();
    private final Set<Claim.Name> claimed = new HashSet<>();

    /// @param heads of all streams of all requests
    Choice(Map<StreamId, Head> heads) {
      this.made = new HashMap<>(heads);
    }

    /// Whether the expectations hold once all that were chosen are made.
    boolean takes(Plan plan) {
      return plan.conflict(made) == null;
    }

    void offer(Pending request) {
      Plan plan = request.plan();
      if (plan.claims().stream().anyMatch(claim -> claimed.contains(claim.what()))) {
        request.lookCloser();
      } else if (takes(plan) && !isBroken(plan)) {
        plan.claims().forEach(claim -> claimed.add(claim.what()));
        plan.parts().forEach(this::raise);
        chosen.add(request);
      }
    }

    /// Whether what goes before it in the append breaks its condition: then it is for another round
    /// to say so.
    private boolean isBroken(Plan plan) {
      return plan.isConditional() && chosen.stream().anyMatch(c -> plan.isBrokenBy(c.plan()));
    }

    private void raise(Plan.Part part) {
      made.computeIfPresent(part.stream(), (_, head) -> head.raised(part.indexes().count()));
    }

    List<Pending> chosen() {
      return chosen;
    }
  }

  /// How many items it writes beside its slot.
  int items() {
    int claims = members.stream().mapToInt(member -> member.plan().claims().size()).sum();
    return parts.size() + claims + chains.size() + tags.size();
  }

  /// Whether its slot can be made from its only commit.
  boolean lone() {
    return parts.size() == 1 && !conditional();
  }

  /// Whether the log below its position decides over it.
  boolean conditional() {
    return members.stream().anyMatch(member -> member.plan().isConditional());
  }

  boolean large() {
    return items() > Grace.LARGE_APPEND;
  }
}
