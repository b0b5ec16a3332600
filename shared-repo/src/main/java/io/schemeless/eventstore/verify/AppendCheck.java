package io.schemeless.eventstore.verify;

import io.schemeless.eventstore.log.core.CommitReader;
import io.schemeless.eventstore.log.item.Commit;
import io.schemeless.eventstore.log.item.CommitRef;
import io.schemeless.eventstore.log.item.Indexes;
import io.schemeless.eventstore.log.item.LogEntry;
import io.schemeless.eventstore.log.item.Packed;
import io.schemeless.eventstore.log.item.Slot;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.StoreException.CorruptData;
import io.schemeless.eventstore.verify.Finding.Kind;
import io.schemeless.eventstore.verify.Verification.Count;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Checks committed appends: their commits say what their slots say, their events are there, and
/// the records that belong to them.
final class AppendCheck {
  private final Pass pass;
  private final BodyCheck bodies;
  private final EventCheck events;
  private final CommitRepair repair;

  AppendCheck(Pass pass) {
    this.pass = pass;
    this.bodies = new BodyCheck(pass);
    this.events = new EventCheck(pass);
    this.repair = new CommitRepair(pass);
  }

  /// Checks appends in the log's order, about a hundred commits at a time.
  void check(List<LogEntry> appends) {
    List<LogEntry> some = new ArrayList<>();
    int commits = 0;
    for (LogEntry append : appends) {
      some.add(append);
      commits += append.slot().refs().size();
      if (commits >= Pass.CHUNK) {
        checkSome(some);
        some.clear();
        commits = 0;
      }
    }
    checkSome(some);
  }

  private void checkSome(List<LogEntry> appends) {
    List<Key> keys = new ArrayList<>();
    for (LogEntry append : appends) {
      append.slot().refs().forEach(ref -> keys.add(pass.keys().commit(ref.stream(), ref.first())));
    }
    Set<Key> unreadable = new HashSet<>();
    Map<Key, Cell> cells = pass.fetch(keys, unreadable::add);
    for (LogEntry append : appends) {
      check(append, cells, unreadable);
    }
  }

  private void check(LogEntry append, Map<Key, Cell> cells, Set<Key> unreadable) {
    Slot.Committed slot = append.slot();
    pass.findings().count(Count.APPENDS);
    pass.findings().count(Count.EVENTS, slot.events());
    boolean whole = isWhole(slot.refs());
    if (!whole) {
      pass.findings().find(Kind.SLOT_INDEXES, PlaceNames.position(append.position()));
    }
    List<Commit> commits = new ArrayList<>();
    for (CommitRef ref : slot.refs()) {
      Key key = pass.keys().commit(ref.stream(), ref.first());
      Commit commit = commit(append, ref, cells.get(key), unreadable.contains(key));
      if (commit != null) {
        commits.add(commit);
      }
    }
    List<Event> read = bodies.events(commits);
    read.sort(Comparator.comparingInt(Event::index));
    boolean complete =
        whole && read.size() == slot.events() && read.stream().noneMatch(Event::isLost);
    if (complete && slot.copy() != null) {
      compareCopy(append, slot.copy(), read);
    }
    if (!complete) {
      pass.survey().unsure.add(append.position());
    }
    events.check(append, read);
  }

  /// Whether the places of all commits together are 0 to n-1, each once.
  private static boolean isWhole(List<CommitRef> refs) {
    return Indexes.areWhole(refs.stream().map(CommitRef::indexes))
        && refs.stream().map(CommitRef::stream).distinct().count() == refs.size();
  }

  private @Nullable Commit commit(
      LogEntry append, CommitRef ref, @Nullable Cell cell, boolean unreadable) {
    String place = PlaceNames.commit(ref.stream(), ref.first());
    if (unreadable) {
      pass.findings().find(Kind.COMMIT_UNREADABLE, place);
      return null;
    }
    if (cell == null) {
      repair.find(Kind.COMMIT_MISSING, append, ref, null);
      return null;
    }
    Commit commit;
    try {
      commit = Commit.of(cell);
    } catch (CorruptData _) {
      pass.findings().find(Kind.COMMIT_UNREADABLE, place);
      return null;
    }
    if (!commit.id().equals(append.slot().commitId())) {
      repair.find(Kind.COMMIT_FOREIGN, append, ref, commit);
      return null;
    }
    if (!agrees(commit, append, ref)) {
      pass.findings().find(Kind.COMMIT_DIFFERS, place);
      if (commit.position() != append.position()) {
        pass.survey().misplaced.add(commit.position());
      }
    }
    return commit;
  }

  private static boolean agrees(Commit commit, LogEntry append, CommitRef ref) {
    return commit.ref().equals(ref)
        && commit.position() == append.position()
        && commit.recorded() == append.slot().recorded()
        && (commit.conditional() || commit.lone() == (append.slot().refs().size() == 1))
        && (commit.lone() || commit.items() >= append.slot().refs().size());
  }

  private void compareCopy(LogEntry append, Packed copy, List<Event> events) {
    boolean same;
    try {
      CommitReader reader = new CommitReader(pass.context(), pass.keys());
      same = reader.read(append.position(), append.slot(), copy).equals(events);
    } catch (CorruptData _) {
      same = false;
    }
    if (!same) {
      pass.findings().find(Kind.COPY_DIFFERS, PlaceNames.position(append.position()));
    }
  }
}
