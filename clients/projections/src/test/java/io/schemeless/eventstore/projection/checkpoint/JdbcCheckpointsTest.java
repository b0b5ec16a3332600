package io.schemeless.eventstore.projection.checkpoint;

import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;

/// In H2.
class JdbcCheckpointsTest extends JdbcContract {
  private final JdbcConnectionPool database =
      JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "", "");

  @AfterEach
  void shutDown() throws SQLException {
    execute("SHUTDOWN");
  }

  @Override
  DataSource database() {
    return database;
  }
}
