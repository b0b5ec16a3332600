package io.schemeless.eventstore.store;

/// Where a reader stands. Opaque; it never expires, and holds no secret. It names the store, its
/// incarnation and the filter that it was made for, so a token that was damaged or made elsewhere
/// is refused, and one from before a reset says so.
///
/// @param value URL-safe text
public record ContinuationToken(String value) {
  @Override
  public String toString() {
    return value;
  }
}
