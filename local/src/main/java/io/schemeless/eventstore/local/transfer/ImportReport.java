package io.schemeless.eventstore.local.transfer;

/// What became of the events of a source.
///
/// @param events read so far, those of an earlier run included
/// @param appended by this run
/// @param there already, from an earlier run or another way
/// @param refused by the store, each told one by one
/// @param renumbered that have another sequence than they had
public record ImportReport(long events, long appended, long there, long refused, long renumbered) {
  static final ImportReport NONE = new ImportReport(0, 0, 0, 0, 0);

  ImportReport plusAppended(long count, long newlyNumbered) {
    return new ImportReport(
        events + count, appended + count, there, refused, renumbered + newlyNumbered);
  }

  ImportReport plusThere(long count) {
    return new ImportReport(events + count, appended, there + count, refused, renumbered);
  }

  ImportReport plusRefused() {
    return new ImportReport(events + 1, appended, there, refused + 1, renumbered);
  }

  ImportReport plusSkipped(long count) {
    return new ImportReport(events + count, appended, there + count, refused, renumbered);
  }
}
