package io.schemeless.eventstore.projection;

import io.schemeless.eventstore.client.RecordedEvent;

/// What an event makes of a view.
///
/// ```java
/// Projection<Connection> perDay =
///     (event, db) -> {
///       try (PreparedStatement add = db.prepareStatement("UPDATE days SET events = events + 1 WHERE day = ?")) {
///         add.setObject(1, LocalDate.ofInstant(event.created(), ZoneOffset.UTC));
///         add.executeUpdate();
///       }
///     };
/// ```
///
/// It is called for each event in the store's order. Whether it sees one again after a crash
/// depends on the [CheckpointStore]; [RecordedEvent#number()] tells then.
///
/// @param <T> what it writes with: a connection, a client, the state itself
@FunctionalInterface
public interface Projection<T> {
  /// @throws Exception if the event cannot be applied; the unit that it is in is taken back, as far
  ///   as the target can
  void apply(RecordedEvent event, T target) throws Exception;
}
