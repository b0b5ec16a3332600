package io.schemeless.eventstore.projection.checkpoint;

import io.schemeless.eventstore.client.StreamName;
import io.schemeless.eventstore.projection.ParkedEvent;
import io.schemeless.eventstore.projection.ProjectionCheckpoint;
import io.schemeless.eventstore.projection.ProjectionException;
import io.schemeless.eventstore.projection.ProjectionId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The rows of [JdbcCheckpoints].
final class CheckpointRows {
  private static final String ITS = " WHERE projection = ? AND projection_version = ?";

  private CheckpointRows() {}

  /// The checkpoint that is kept, or the beginning.
  static ProjectionCheckpoint find(Connection connection, ProjectionId id) throws SQLException {
    String sql =
        "SELECT revision, token, event_number, applied, recorded FROM projection_checkpoint" + ITS;
    List<ProjectionCheckpoint> found =
        Sql.query(connection, sql, row -> checkpoint(id, row), id.name(), id.version());
    return found.isEmpty() ? ProjectionCheckpoint.beginning(id) : found.getFirst();
  }

  private static ProjectionCheckpoint checkpoint(ProjectionId id, ResultSet row)
      throws SQLException {
    String recorded = row.getString(5);
    return new ProjectionCheckpoint(
        id,
        row.getLong(1),
        row.getString(2),
        row.getLong(3),
        row.getLong(4),
        recorded == null ? null : Instant.parse(recorded));
  }

  static void move(Connection connection, ProjectionCheckpoint from, ProjectionCheckpoint to)
      throws SQLException {
    ProjectionId id = to.projection();
    String recorded = Objects.toString(to.recorded(), null);
    int moved =
        Sql.update(
            connection,
            "UPDATE projection_checkpoint SET revision = ?, token = ?, event_number = ?,"
                + " applied = ?, recorded = ?"
                + ITS
                + " AND revision = ?",
            to.revision(),
            to.token(),
            to.number(),
            to.applied(),
            recorded,
            id.name(),
            id.version(),
            from.revision());
    if (moved == 0 && from.revision() > 0) {
      throw new ProjectionException.CheckpointConflict(id);
    }
    if (moved == 0) {
      begin(connection, to, recorded);
    }
  }

  private static void begin(
      Connection connection, ProjectionCheckpoint to, @Nullable String recorded)
      throws SQLException {
    ProjectionId id = to.projection();
    try {
      Sql.update(
          connection,
          "INSERT INTO projection_checkpoint (projection, projection_version, revision, token,"
              + " event_number, applied, recorded) VALUES (?, ?, ?, ?, ?, ?, ?)",
          id.name(),
          id.version(),
          to.revision(),
          to.token(),
          to.number(),
          to.applied(),
          recorded);
    } catch (SQLException e) {
      if (Sql.isDuplicate(e)) {
        throw new ProjectionException.CheckpointConflict(id);
      }
      throw e;
    }
  }

  static void park(Connection connection, ParkedEvent event) throws SQLException {
    Sql.update(
        connection,
        "INSERT INTO projection_parked (projection, projection_version, event_number, event_id,"
            + " stream_domain, stream_identifier, stream_sequence, event_type, failure, token)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        event.projection().name(),
        event.projection().version(),
        event.number(),
        event.id(),
        event.stream().domain(),
        event.stream().identifier(),
        event.sequence(),
        event.type(),
        event.failure(),
        event.after());
  }

  static List<ParkedEvent> parked(Connection connection, ProjectionId id) throws SQLException {
    String sql =
        "SELECT event_number, event_id, stream_domain, stream_identifier, stream_sequence,"
            + " event_type, failure, token FROM projection_parked"
            + ITS
            + " ORDER BY event_number";
    return Sql.query(connection, sql, row -> parked(id, row), id.name(), id.version());
  }

  private static ParkedEvent parked(ProjectionId id, ResultSet row) throws SQLException {
    return new ParkedEvent(
        id,
        row.getLong(1),
        row.getString(2),
        new StreamName(row.getString(3), row.getString(4)),
        row.getLong(5),
        row.getString(6),
        row.getString(7),
        row.getString(8));
  }

  /// @return whether it was there
  static boolean release(Connection connection, ParkedEvent event) throws SQLException {
    ProjectionId id = event.projection();
    String sql = "DELETE FROM projection_parked" + ITS + " AND event_number = ?";
    return Sql.update(connection, sql, id.name(), id.version(), event.number()) > 0;
  }

  static void releaseAll(Connection connection, ProjectionId id) throws SQLException {
    Sql.update(connection, "DELETE FROM projection_parked" + ITS, id.name(), id.version());
  }
}
