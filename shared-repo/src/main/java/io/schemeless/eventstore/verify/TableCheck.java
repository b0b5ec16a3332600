package io.schemeless.eventstore.verify;

import io.schemeless.eventstore.log.item.Commit;
import io.schemeless.eventstore.log.item.Dictionary;
import io.schemeless.eventstore.log.item.KeyKind;
import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.log.item.Slot;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.port.KeyPage;
import io.schemeless.eventstore.store.StoreException.CorruptData;
import io.schemeless.eventstore.verify.Finding.Kind;
import io.schemeless.eventstore.verify.Verification.Count;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Looks through every item of the table, whatever it belongs to.
final class TableCheck {
  /// Belongs to the table, not to the store: see the package `dynamodb`.
  private static final String OWNER = "owner";

  private final Pass pass;
  private final CommitCheck commits;
  private final RecordCheck records;
  private long items;

  TableCheck(Pass pass) {
    this.pass = pass;
    this.commits = new CommitCheck(pass);
    this.records = new RecordCheck(pass);
  }

  void run() {
    KeyPage.@Nullable Bookmark next = null;
    do {
      KeyPage page = pass.cells().scan(List.of(""), next);
      List<Key> own = new ArrayList<>();
      for (Key key : page.keys()) {
        if (!key.equals(Keys.META) && !key.partition().equals(OWNER) && isOwn(key)) {
          own.add(key);
        }
      }
      for (int i = 0; i < own.size(); i += Pass.CHUNK) {
        check(own.subList(i, Math.min(own.size(), i + Pass.CHUNK)));
      }
      items += page.keys().size();
      pass.findings().at("table", items);
      next = page.next();
    } while (next != null);
  }

  /// Whether it is a commit or a record of this incarnation; tells of what belongs nowhere.
  private boolean isOwn(Key key) {
    if (!key.partition().startsWith(pass.keys().cells())) {
      notOwn(key);
      return false;
    }
    return switch (KeyKind.of(key)) {
      case COUNTER, SLOT -> false; // each has a check of its own
      case CLOSED -> {
        ClosedCheck.check(pass, key);
        yield false;
      }
      case COMMIT, EVENT_CLAIM, SOURCE_CLAIM, KEY_CLAIM, CHAIN, TAG, DICTIONARY -> true;
      case OTHER -> {
        pass.findings().find(Kind.ITEM_UNKNOWN, PlaceNames.item(key));
        yield false;
      }
    };
  }

  private void notOwn(Key key) {
    String incarnation = Keys.incarnationOf(key);
    if (incarnation == null) {
      pass.findings().find(Kind.ITEM_UNKNOWN, PlaceNames.item(key));
      return;
    }
    pass.findings().count(Count.PURGEABLE);
    if (!pass.isListed(incarnation)) {
      pass.survey().unknownItems = true;
    }
  }

  private void check(List<Key> keys) {
    Map<Key, Cell> cells = pass.fetch(keys, this::unreadable);
    Map<Cell, Commit> readCommits = new LinkedHashMap<>();
    Map<Key, StoredRecord> readRecords = new LinkedHashMap<>();
    Set<Key> slots = new HashSet<>();
    for (Key key : keys) {
      Cell cell = cells.get(key);
      if (cell == null) {
        continue;
      }
      if (cell.has(Cell.EXPIRES) && !KeyKind.of(key).mayExpire()) {
        unreadable(key);
      }
      try {
        if (KeyKind.of(key) == KeyKind.DICTIONARY) {
          Dictionary.of(cell);
        } else if (KeyKind.of(key) == KeyKind.COMMIT) {
          Commit commit = Commit.of(cell);
          readCommits.put(cell, commit);
          slots.add(pass.keys().slot(commit.position()));
        } else {
          StoredRecord record = StoredRecord.of(cell);
          readRecords.put(key, record);
          slots.add(pass.keys().slot(record.position()));
        }
      } catch (CorruptData _) {
        unreadable(key);
      }
    }
    Map<Key, Cell> found = pass.fetch(slots, _ -> {});
    readCommits.forEach(
        (cell, commit) -> commits.check(cell, commit, slot(found, commit.position())));
    readRecords.forEach(
        (key, record) -> records.check(key, record, slot(found, record.position())));
  }

  private @Nullable Slot slot(Map<Key, Cell> found, long position) {
    return pass.slot(found.get(pass.keys().slot(position)));
  }

  private void unreadable(Key key) {
    switch (KeyKind.of(key)) {
      case COMMIT -> pass.findings().find(Kind.COMMIT_UNREADABLE, PlaceNames.commit(key));
      case DICTIONARY -> pass.findings().find(Kind.DICTIONARY_UNREADABLE, PlaceNames.item(key));
      default -> pass.findings().find(Kind.RECORD_UNREADABLE, PlaceNames.item(key));
    }
  }
}
