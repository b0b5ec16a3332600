package io.schemeless.eventstore.example;

import io.schemeless.eventstore.client.EventStoreClient;
import io.schemeless.eventstore.projection.EventFeed;
import io.schemeless.eventstore.projection.Projection;
import io.schemeless.eventstore.projection.ProjectionId;
import io.schemeless.eventstore.projection.ProjectionRunner;
import io.schemeless.eventstore.projection.checkpoint.JdbcCheckpoints;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import org.h2.jdbcx.JdbcDataSource;

/// Counts events by type in a database, and prints a line for each batch. It is there to be killed.
public final class DatabaseSums {
  private static final int MANY_BATCHES = 50;

  private DatabaseSums() {}

  private static final Projection<Connection> COUNT =
      (event, connection) -> {
        String change = "UPDATE sums SET events = events + 1 WHERE type = ?";
        try (PreparedStatement update = connection.prepareStatement(change)) {
          update.setString(1, event.type());
          if (update.executeUpdate() == 0) {
            String insert = "INSERT INTO sums VALUES (?, 1)";
            try (PreparedStatement first = connection.prepareStatement(insert)) {
              first.setString(1, event.type());
              first.executeUpdate();
            }
          }
        }
      };

  public static void main(String[] arguments) throws Exception {
    JdbcDataSource database = new JdbcDataSource();
    database.setURL("jdbc:h2:file:" + arguments[1]);
    JdbcCheckpoints checkpoints = new JdbcCheckpoints(database);
    checkpoints.createTables();
    try (EventStoreClient store = EventStoreClient.of(URI.create(arguments[0]));
        Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE IF NOT EXISTS sums (type VARCHAR(512) PRIMARY KEY, events BIGINT)");
      ProjectionRunner.of(
              ProjectionId.of("sums", 1), EventFeed.of(store.replay()), checkpoints, COUNT)
          .batchSize(MANY_BATCHES)
          .listener(status -> System.out.println("applied " + status.applied()))
          .build()
          .catchUp();
      try (ResultSet rows = statement.executeQuery("SELECT type, events FROM sums")) {
        while (rows.next()) {
          System.out.println("sum " + rows.getLong(2) + " " + rows.getString(1));
        }
      }
    }
  }
}
