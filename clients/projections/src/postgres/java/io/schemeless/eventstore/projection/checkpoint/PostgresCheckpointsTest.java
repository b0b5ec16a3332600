package io.schemeless.eventstore.projection.checkpoint;

import java.sql.SQLException;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.postgresql.ds.PGSimpleDataSource;

/// In a PostgreSQL that runs already, in schemas of its own: `-Ppostgres
/// -Dpostgres.url=jdbc:postgresql://127.0.0.1:5432/postgres?user=...`.
class PostgresCheckpointsTest extends JdbcContract {
  private final String schema = "projections_" + UUID.randomUUID().toString().replace("-", "");
  private final PGSimpleDataSource database = new PGSimpleDataSource();

  PostgresCheckpointsTest() throws SQLException {
    database.setUrl(
        Objects.requireNonNull(System.getProperty("postgres.url"), "-Dpostgres.url is missing"));
    execute("CREATE SCHEMA " + schema);
    database.setCurrentSchema(schema);
  }

  @AfterEach
  void drop() throws SQLException {
    execute("DROP SCHEMA " + schema + " CASCADE");
  }

  @Override
  DataSource database() {
    return database;
  }
}
