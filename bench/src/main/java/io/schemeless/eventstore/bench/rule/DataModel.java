package io.schemeless.eventstore.bench.rule;

import io.schemeless.eventstore.port.ItemSize;

/// What a store costs that is not run here, worked out from the items that it publishes.
///
/// @param name of the store
/// @param source where its items are described
/// @param single write units of an append of one event
/// @param ten of ten small events to one stream at once
/// @param replay read units for 1,000 events of single appends, of 100 streams; less than 0 where
///   it has no order over all streams
/// @param remark what the numbers leave out
public record DataModel(
    String name, String source, double single, double ten, double replay, String remark) {
  /// Half a unit each, eventually consistent, 4 KB rounded up once a query page.
  static double query(int events, int bytes) {
    return 0.5 * Math.ceilDiv((long) events * bytes, ItemSize.READ_UNIT);
  }
}
