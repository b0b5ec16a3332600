package io.schemeless.eventstore.log.item;

import io.schemeless.eventstore.store.StreamId;

/// A slot's pointer to one of its commits.
///
/// @param first the sequence of the commit's first event
/// @param indexes the places of the commit's events in the append
public record CommitRef(StreamId stream, long first, Indexes indexes) {

  public int count() {
    return indexes.count();
  }

  /// As formats before 4 wrote it: `first+count:stream`, or `first+count@indexes:stream` where the
  /// indexes are not the first ones.
  static CommitRef parse(String text) {
    int plus = text.indexOf('+');
    int colon = text.indexOf(':');
    String places = text.substring(plus + 1, colon);
    int at = places.indexOf('@');
    Indexes indexes =
        at < 0 ? Indexes.firsts(Integer.parseInt(places)) : Indexes.parse(places.substring(at + 1));
    return new CommitRef(
        Keys.stream(text.substring(colon + 1)), Long.parseLong(text.substring(0, plus)), indexes);
  }
}
