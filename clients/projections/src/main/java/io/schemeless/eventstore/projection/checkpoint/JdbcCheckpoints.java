package io.schemeless.eventstore.projection.checkpoint;

import io.schemeless.eventstore.projection.CheckpointStore;
import io.schemeless.eventstore.projection.ParkedEvent;
import io.schemeless.eventstore.projection.ProjectionCheckpoint;
import io.schemeless.eventstore.projection.ProjectionId;
import io.schemeless.eventstore.projection.UnitOfWork;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.OptionalInt;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Checkpoints in the database that projections write to, in the same transaction: an event is
/// applied exactly once, whatever is killed. The build tests it on H2, its profile `postgres` on
/// PostgreSQL; the SQL is written so that MySQL takes it too, which no test shows. The tables are
/// those of [#DDL], made by [#createTables()] or by whoever may.
///
/// A projection is handed the transaction's connection, and must neither commit nor roll back.
public final class JdbcCheckpoints implements CheckpointStore<Connection> {
  /// The tables. Names are a projection's own, so their bounds are those of [ProjectionId]; the
  /// texts of events are up to 512 bytes.
  public static final List<String> DDL =
      List.of(
          """
          CREATE TABLE IF NOT EXISTS projection_checkpoint (
            projection VARCHAR(100) NOT NULL,
            projection_version INTEGER NOT NULL,
            revision BIGINT NOT NULL,
            token VARCHAR(1000),
            event_number BIGINT NOT NULL,
            applied BIGINT NOT NULL,
            recorded VARCHAR(40),
            PRIMARY KEY (projection, projection_version))""",
          """
          CREATE TABLE IF NOT EXISTS projection_parked (
            projection VARCHAR(100) NOT NULL,
            projection_version INTEGER NOT NULL,
            event_number BIGINT NOT NULL,
            event_id VARCHAR(512) NOT NULL,
            stream_domain VARCHAR(512) NOT NULL,
            stream_identifier VARCHAR(512),
            stream_sequence BIGINT NOT NULL,
            event_type VARCHAR(512) NOT NULL,
            failure VARCHAR(512) NOT NULL,
            token VARCHAR(1000),
            PRIMARY KEY (projection, projection_version, event_number))""",
          """
          CREATE TABLE IF NOT EXISTS projection_active (
            projection VARCHAR(100) NOT NULL,
            projection_version INTEGER NOT NULL,
            PRIMARY KEY (projection))""");

  private final DataSource database;

  public JdbcCheckpoints(DataSource database) {
    this.database = database;
  }

  /// Creates the tables that are not there.
  public void createTables() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      for (String table : DDL) {
        statement.execute(table);
      }
      if (!connection.getAutoCommit()) {
        connection.commit();
      }
    }
  }

  @Override
  public ProjectionCheckpoint load(ProjectionId id) throws SQLException {
    return Sql.transaction(database, connection -> CheckpointRows.find(connection, id));
  }

  /// The move comes first: it locks the row, so that a second instance waits and then finds it
  /// moved.
  @Override
  public void advance(
      ProjectionCheckpoint from,
      ProjectionCheckpoint to,
      @Nullable ParkedEvent parked,
      UnitOfWork<Connection> work)
      throws Exception {
    Sql.transaction(
        database,
        connection -> {
          CheckpointRows.move(connection, from, to);
          work.run(connection);
          if (parked != null) {
            CheckpointRows.park(connection, parked);
          }
          return to;
        });
  }

  @Override
  public void restart(
      ProjectionCheckpoint from, ProjectionCheckpoint to, UnitOfWork<Connection> clearing)
      throws Exception {
    Sql.transaction(
        database,
        connection -> {
          CheckpointRows.move(connection, from, to);
          CheckpointRows.releaseAll(connection, to.projection());
          clearing.run(connection);
          return to;
        });
  }

  @Override
  public List<ParkedEvent> parked(ProjectionId id) throws SQLException {
    return Sql.transaction(database, connection -> CheckpointRows.parked(connection, id));
  }

  @Override
  public boolean release(ParkedEvent event, UnitOfWork<Connection> work) throws Exception {
    return Sql.transaction(
        database,
        connection -> {
          if (!CheckpointRows.release(connection, event)) {
            return false;
          }
          work.run(connection);
          return true;
        });
  }

  @Override
  public OptionalInt active(String name) throws SQLException {
    String sql = "SELECT projection_version FROM projection_active WHERE projection = ?";
    return Sql.transaction(
        database,
        connection ->
            Sql.query(connection, sql, row -> row.getInt(1), name).stream()
                .mapToInt(Integer::intValue)
                .findFirst());
  }

  @Override
  public void activate(ProjectionId id) throws SQLException {
    String change = "UPDATE projection_active SET projection_version = ? WHERE projection = ?";
    String insert = "INSERT INTO projection_active (projection_version, projection) VALUES (?, ?)";
    Object[] values = {id.version(), id.name()};
    try {
      Sql.transaction(
          database,
          connection ->
              Sql.update(connection, change, values) > 0
                  || Sql.update(connection, insert, values) > 0);
    } catch (SQLException e) {
      if (!Sql.isDuplicate(e)) { // else somebody has put the first one in just now
        throw e;
      }
      Sql.transaction(database, connection -> Sql.update(connection, change, values));
    }
  }

  /// Whatever the driver says is passing: no connection, a deadlock, a lock that was not given, a
  /// server that is full or shuts down.
  @Override
  public boolean isOutage(Throwable failure) {
    return Sql.isPassing(failure);
  }
}
