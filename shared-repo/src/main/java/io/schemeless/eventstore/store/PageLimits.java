package io.schemeless.eventstore.store;

/// How large a page may get. A page with a next event always holds at least one, whatever its size.
///
/// @param events at most this many events, 1 to 10,000
/// @param bytes at most this many bytes of the events' JSON as
///   [EventJson][io.schemeless.eventstore.wire.EventJson] writes it
public record PageLimits(int events, long bytes) {
  public static final int MAX_EVENTS = 10_000;

  /// Of a page of the list of streams: their names alone can fill an answer.
  public static final int MAX_STREAMS = 1_000;

  /// 4.2 MB: in base64 and with its envelope this stays below the 6 MB that Lambda can answer.
  public static final long MAX_BYTES = 4_200_000;

  public static final PageLimits DEFAULT = new PageLimits(100, MAX_BYTES);

  public PageLimits {
    if (events < 1 || events > MAX_EVENTS) {
      throw new StoreException.InvalidRequest("limit must be 1 to " + MAX_EVENTS);
    }
    if (bytes < 1) {
      throw new StoreException.InvalidRequest("a page needs room for at least one byte");
    }
  }

  public static PageLimits ofEvents(int events) {
    return new PageLimits(events, MAX_BYTES);
  }
}
