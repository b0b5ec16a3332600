package io.schemeless.eventstore.projection.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schemeless.eventstore.projection.CheckpointStore;
import io.schemeless.eventstore.projection.NumberLog;
import io.schemeless.eventstore.projection.PoisonPolicy;
import io.schemeless.eventstore.projection.Projection;
import io.schemeless.eventstore.projection.ProjectionException;
import io.schemeless.eventstore.projection.ProjectionId;
import io.schemeless.eventstore.projection.UnitOfWork;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// In a database: work and move are one transaction.
abstract class JdbcContract extends CheckpointContract<Connection> {
  /// Without tables of any other test.
  abstract DataSource database();

  @BeforeEach
  final void createTables() throws SQLException {
    new JdbcCheckpoints(database()).createTables();
    new JdbcCheckpoints(database()).createTables();
    execute(
        "CREATE TABLE totals (projection VARCHAR(100) PRIMARY KEY, total BIGINT CHECK (total < 2000))");
  }

  final void execute(String sql) throws SQLException {
    try (Connection connection = database().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  CheckpointStore<Connection> checkpoints() {
    return new JdbcCheckpoints(database());
  }

  @Override
  Projection<Connection> adding(ProjectionId projection) {
    return (event, connection) -> {
      try (Statement statement = connection.createStatement()) {
        String row = " WHERE projection = '" + projection + "'";
        int value = NumberLog.value(event);
        if (statement.executeUpdate("UPDATE totals SET total = total + " + value + row) == 0) {
          statement.executeUpdate(
              "INSERT INTO totals VALUES ('" + projection + "', " + value + ")");
        }
      }
    };
  }

  @Override
  UnitOfWork<Connection> clearing(ProjectionId projection) {
    return connection -> {
      try (Statement statement = connection.createStatement()) {
        statement.executeUpdate("DELETE FROM totals WHERE projection = '" + projection + "'");
      }
    };
  }

  @Override
  long total(ProjectionId projection) throws SQLException {
    try (Connection connection = database().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT COALESCE(SUM(total), 0) FROM totals WHERE projection = '"
                    + projection
                    + "'")) {
      row.next();
      return row.getLong(1);
    }
  }

  /// Numbers up to 62 add up to 1,953; with 63 it is 2,016.
  @Test
  void what_the_database_refuses_is_parked_and_nothing_of_it_stays() throws Exception {
    log.append(63);

    assertThat(runner(adding(id)).poison(PoisonPolicy.park(2)).build().catchUp().parked())
        .isEqualTo(1);

    assertThat(total(id)).isEqualTo(log.sum() - 63);
    assertThat(checkpoints().load(id).applied()).isEqualTo(63);
  }

  @Test
  void an_outage_of_the_database_is_waited_for_and_nothing_is_parked() throws Exception {
    log.append(6);
    int[] outages = {5};
    Projection<Connection> cutOff =
        (event, connection) -> {
          adding(id).apply(event, connection);
          if (NumberLog.value(event) == 4 && outages[0]-- > 0) {
            throw new IllegalStateException(new SQLException("connection lost", "08006"));
          }
        };

    assertThat(runner(cutOff).poison(PoisonPolicy.park(1)).build().catchUp().parked()).isZero();
    assertThat(total(id)).isEqualTo(log.sum());
  }

  @Test
  void without_its_tables_it_says_so_and_parks_nothing() throws Exception {
    log.append(1);
    execute("DROP TABLE projection_checkpoint");

    assertThatThrownBy(() -> runner(adding(id)).poison(PoisonPolicy.park(1)).build().catchUp())
        .isInstanceOf(ProjectionException.Broken.class)
        .hasRootCauseInstanceOf(SQLException.class);
    assertThat(checkpoints().parked(id)).isEmpty();
  }
}
