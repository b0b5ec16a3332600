package io.schemeless.eventstore.simulation;

import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.port.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the table says is committed, read from its raw cells without the protocol's code.
///
/// @param incarnation the one that lives
/// @param dead those that do not
/// @param log the committed slots of the living one, by position
/// @param serves whether the store is that of this table; a copy of another's must be repaired
///   first
record CommittedTruth(
    String incarnation, List<String> dead, TreeMap<Long, Slot> log, boolean serves) {

  /// A committed slot.
  ///
  /// @param appends those that were made at once, in their order
  record Slot(List<Append> appends, String commitId, List<Part> parts) {
    int events() {
      return parts.stream().mapToInt(Part::count).sum();
    }

    /// The events of one of its appends, as `stream@version`.
    Set<String> versions(Append append) {
      Set<String> versions = new HashSet<>();
      for (Part part : parts) {
        for (int i = 0; i < part.count(); i++) {
          if (part.members().get(i) == append.member()) {
            versions.add(part.stream() + "@" + (part.first() + i));
          }
        }
      }
      return versions;
    }
  }

  /// Which request of which call of which process made an attempt.
  ///
  /// @param member its number among the requests of a call that makes several at once
  record Append(int process, int call, int member) {}

  /// @param stream as it is named in keys
  /// @param members which request of its call each of its events is of
  record Part(String stream, long first, List<Integer> members) {
    int count() {
      return members.size();
    }

    long last() {
      return first + count() - 1;
    }

    static Part of(TableState table, String incarnation, RawSlot.Ref ref) {
      Cell commit =
          table.cells().get(new Key(incarnation + "/s/" + ref.stream(), number(ref.first())));
      List<Integer> members = commit == null ? List.of() : membersIn(commit);
      return new Part(
          ref.stream(),
          ref.first(),
          members.size() == ref.count() ? members : Collections.nCopies(ref.count(), 0));
    }

    /// The types of a scenario's events name the request where there are several.
    private static List<Integer> membersIn(Cell commit) {
      if (!commit.has("body") || commit.has("raw")) {
        return List.of();
      }
      String body = new String(commit.bytes("body"), StandardCharsets.UTF_8);
      List<Integer> members = new ArrayList<>();
      for (int at = body.indexOf(TYPE); at >= 0; at = body.indexOf(TYPE, at + 1)) {
        char next = body.charAt(at + TYPE.length());
        members.add(next == '"' ? 0 : next - '0');
      }
      return members;
    }
  }

  static final Key META = new Key("meta", "000000000000000");

  private static final String TYPE = "\"type\":\"t";

  static CommittedTruth of(TableState table) {
    Cell meta = table.cells().get(META);
    if (meta == null) {
      return new CommittedTruth("", List.of(), new TreeMap<>(), true);
    }
    String incarnation = meta.text("inc");
    TreeMap<Long, Slot> log = new TreeMap<>();
    table
        .cells()
        .forEach(
            (key, cell) -> {
              if (key.partition().equals(incarnation + "/l") && cell.has("slot")) {
                log.put(Long.parseLong(key.sort()), slot(table, incarnation, cell));
              }
            });
    return new CommittedTruth(
        incarnation,
        meta.texts("dead").stream().map(d -> d.substring(0, d.indexOf('@'))).toList(),
        log,
        meta.text("table").equals(OpPorts.TABLE_ID));
  }

  private static Slot slot(TableState table, String incarnation, Cell cell) {
    RawSlot raw = RawSlot.of(cell);
    List<Part> parts = raw.refs().stream().map(ref -> Part.of(table, incarnation, ref)).toList();
    byte[] id = raw.commitId();
    List<Append> appends =
        parts.stream()
            .flatMap(part -> part.members().stream())
            .distinct()
            .sorted()
            .map(member -> new Append(id[0], id[1], member))
            .toList();
    return new Slot(appends, hex(id), parts);
  }

  private static String commitId(Cell cell) {
    return hex(cell.bytes("cid"));
  }

  private static String hex(byte[] id) {
    return new Value.Bytes(id).toString();
  }

  /// A stream's committed parts, in the log's order.
  List<Map.Entry<Long, Part>> stream(String stream) {
    List<Map.Entry<Long, Part>> parts = new ArrayList<>();
    log.forEach(
        (position, slot) ->
            slot.parts().stream()
                .filter(part -> part.stream().equals(stream))
                .forEach(part -> parts.add(Map.entry(position, part))));
    return parts;
  }

  /// The streams that have an event.
  Set<String> streams() {
    return log.values().stream()
        .flatMap(slot -> slot.parts().stream())
        .map(Part::stream)
        .collect(Collectors.toSet());
  }

  /// A stream's version.
  long head(String stream) {
    return stream(stream).stream().mapToLong(e -> e.getValue().last()).max().orElse(0);
  }

  /// What no table may hold; none if all is well.
  @Nullable String flaw(TableState table) {
    if (!serves) {
      return null;
    }
    Map<String, Long> versions = new HashMap<>();
    Map<String, Long> positions = new HashMap<>();
    for (Map.Entry<Long, Slot> entry : log.entrySet()) {
      for (Part part : entry.getValue().parts()) {
        long version = versions.getOrDefault(part.stream(), 0L);
        if (part.first() != version + 1) {
          return "stream " + part.stream() + " goes from " + version + " to " + part.first();
        }
        versions.put(part.stream(), part.last());
        String flaw =
            flaw(
                table,
                entry.getKey(),
                entry.getValue(),
                part,
                positions.getOrDefault(part.stream(), 0L));
        if (flaw != null) {
          return flaw;
        }
        positions.put(part.stream(), entry.getKey());
      }
    }
    return chainFlaw(table);
  }

  private @Nullable String flaw(
      TableState table, long position, Slot slot, Part part, long previous) {
    Key key = new Key(incarnation + "/s/" + part.stream(), number(part.first()));
    Cell commit = table.cells().get(key);
    String where =
        "the commit of position " + position + " at " + part.stream() + "@" + part.first();
    if (commit == null || !commitId(commit).equals(slot.commitId())) {
      return where + (commit == null ? " is gone" : " was replaced");
    }
    if (commit.number("pos") != position
        || commit.number("n") != part.count()
        || commit.number("prev") != previous) {
      return where + " says something else: " + commit;
    }
    if (commit.has("s3") && !table.objects().containsKey(commit.text("s3"))) {
      return where + " has lost its object";
    }
    return commit.has("s3") && !commit.text("s3").startsWith(incarnation + "/")
        ? where + " has its object in another incarnation"
        : null;
  }

  /// One step back is always enough: every commit was prepared on top of a committed one.
  private @Nullable String chainFlaw(TableState table) {
    return table.cells().values().stream()
        .filter(cell -> cell.key().partition().startsWith(incarnation + "/s/"))
        .filter(cell -> cell.number("prev") > 0 && !log.containsKey(cell.number("prev")))
        .min(Comparator.comparing(Cell::key, TableState.BY_NAME))
        .map(cell -> "a commit was prepared on top of an uncommitted one: " + cell)
        .orElse(null);
  }

  static String number(long value) {
    return "%015d".formatted(value);
  }
}
