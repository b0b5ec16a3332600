package io.schemeless.eventstore.verify;

import io.schemeless.eventstore.log.core.CommitReader;
import io.schemeless.eventstore.log.item.Body;
import io.schemeless.eventstore.log.item.BodyJson;
import io.schemeless.eventstore.log.item.Commit;
import io.schemeless.eventstore.log.item.CommitRef;
import io.schemeless.eventstore.log.item.LogEntry;
import io.schemeless.eventstore.log.item.Packed;
import io.schemeless.eventstore.log.item.Slot;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StoreException.CorruptData;
import io.schemeless.eventstore.wire.EventJson;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Brings back a committed slot's commit: from the slot's copy, or else, where the loss is
/// accepted, as a tombstone. The slot itself never changes.
final class CommitRepair {
  private final Pass pass;

  CommitRepair(Pass pass) {
    this.pass = pass;
  }

  /// @param other what lies there in its place, or none
  void find(Finding.Kind kind, LogEntry append, CommitRef ref, @Nullable Commit other) {
    String place = PlaceNames.commit(ref.stream(), ref.first());
    Findings.Fix fix = () -> tryRestore(append, ref, other);
    if (append.slot().copy() != null) {
      pass.findings().find(kind, place, "commits were written again from their slots' copies", fix);
    } else {
      pass.findings()
          .findLost(
              kind, place, "commits of which nothing is left were replaced by tombstones", fix);
    }
  }

  /// False too if what is beside it cannot be read.
  private boolean tryRestore(LogEntry append, CommitRef ref, @Nullable Commit other) {
    try {
      return restore(append, ref, other);
    } catch (CorruptData | IndexOutOfBoundsException _) {
      return false;
    }
  }

  private boolean restore(LogEntry append, CommitRef ref, @Nullable Commit other) {
    if (other != null && !pass.isDead(other.position(), other.id())) {
      return false;
    }
    Slot.Committed slot = append.slot();
    if (slot.copy() == null && other != null && other.position() == append.position()) {
      return false; // a damaged id, not another append: the events may still be there
    }
    Commit bare =
        new Commit(
            ref.stream(),
            ref.first(),
            slot.commitId(),
            append.position(),
            previous(ref),
            ref.indexes(),
            0,
            false,
            slot.recorded(),
            Tombstone.body(ref.stream(), append.position(), ref.count()));
    Commit commit = slot.refs().size() == 1 ? bare : bare.ofItems(slot.refs().size());
    if (slot.copy() != null) {
      commit = fromCopy(append, slot.copy(), bare);
    }
    return pass.put(commit.cell(pass.keys()), other == null ? null : other.id());
  }

  private Commit fromCopy(LogEntry append, Packed copy, Commit bare) {
    Slot.Committed slot = append.slot();
    CommitReader reader = new CommitReader(pass.context(), pass.keys());
    List<Event> all = reader.read(append.position(), slot, copy);
    List<NewEvent> written =
        BodyJson.read(
            pass.context().dictionaries().unpack(pass.keys(), copy), i -> all.get(i).stream());
    List<byte[]> own = new ArrayList<>();
    Set<String> records = new HashSet<>();
    for (int i = 0; i < written.size(); i++) {
      records.addAll(EventCheck.recordsOf(pass.keys(), written.get(i)));
      if (bare.indexes().find(i) >= 0) {
        own.add(EventJson.write(written.get(i), false));
      }
    }
    Commit commit = bare.with(new Body.Inline(Packed.plain(BodyJson.join(own))));
    int refs = slot.refs().size();
    return refs == 1 ? commit : commit.ofItems(refs + records.size());
  }

  /// The position of the commit before it in its stream, 0 for none.
  private long previous(CommitRef ref) {
    if (ref.first() == 1) {
      return 0;
    }
    Commit before = pass.before(ref.stream(), ref.first());
    return before == null ? 0 : before.position();
  }
}
