package io.schemeless.eventstore.store;

import org.jspecify.annotations.Nullable;

/// Names a stream: a domain, and (unless the domain is one stream as a whole) an identifier in it.
///
/// Both may hold any characters; each is 1 to 512 bytes of UTF-8, which the store checks on append.
public record StreamId(String domain, @Nullable String identifier) {

  public static StreamId of(String domain, @Nullable String identifier) {
    return new StreamId(domain, identifier);
  }

  /// The stream of a domain's events that have no identifier.
  public static StreamId of(String domain) {
    return new StreamId(domain, null);
  }
}
