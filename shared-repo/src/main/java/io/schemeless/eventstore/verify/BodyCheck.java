package io.schemeless.eventstore.verify;

import io.schemeless.eventstore.log.core.CommitReader;
import io.schemeless.eventstore.log.item.Body;
import io.schemeless.eventstore.log.item.Commit;
import io.schemeless.eventstore.log.item.Packed;
import io.schemeless.eventstore.log.item.Sha256;
import io.schemeless.eventstore.port.Put;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.StoreException.CorruptData;
import io.schemeless.eventstore.verify.Finding.Kind;
import io.schemeless.eventstore.verify.Verification.Count;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the events of commits, wherever they are, and checks the objects against their commits.
final class BodyCheck {
  private final Pass pass;
  private final CommitReader reader;

  BodyCheck(Pass pass) {
    this.pass = pass;
    this.reader = new CommitReader(pass.context(), pass.keys());
  }

  /// The events that can be read.
  List<Event> events(List<Commit> commits) {
    List<Event> events = new ArrayList<>();
    for (Commit commit : commits) {
      Commit inline = inline(commit);
      if (inline != null) {
        events.addAll(read(inline));
      }
    }
    return events;
  }

  private List<Event> read(Commit commit) {
    try {
      List<Event> events = reader.read(List.of(commit)).getFirst();
      pass.findings().count(Count.LOST, events.stream().filter(Event::isLost).count());
      return events;
    } catch (CorruptData _) {
      pass.findings()
          .find(Kind.BODY_UNREADABLE, PlaceNames.commit(commit.stream(), commit.first()));
      return List.of();
    }
  }

  private @Nullable Commit inline(Commit commit) {
    return switch (commit.body()) {
      case Body.Inline _ -> commit;
      case Body.InS3 body -> fetch(commit, body);
    };
  }

  private @Nullable Commit fetch(Commit commit, Body.InS3 body) {
    String place = PlaceNames.commit(commit.stream(), commit.first());
    pass.survey().objects.add(body.object());
    byte @Nullable [] bytes = pass.context().objects().get(body.object());
    if (bytes == null) {
      pass.findings()
          .findLost(
              Kind.OBJECT_MISSING,
              place,
              "commits whose object is gone were replaced by tombstones",
              () -> bury(commit));
      return null;
    }
    if (bytes.length != body.length() || !Sha256.of(bytes).equals(body.digest())) {
      pass.findings().find(Kind.OBJECT_ALTERED, place);
      return null;
    }
    return commit.with(new Body.Inline(new Packed(bytes, body.raw())));
  }

  private boolean bury(Commit commit) {
    Commit tombstone = commit.with(Tombstone.body(commit));
    Put put = pass.cells().put(tombstone.cell(pass.keys()), commit.id().unchanged());
    return put instanceof Put.Written;
  }
}
