package io.schemeless.eventstore.example.spring;

import io.schemeless.eventstore.client.RecordedEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Where each case stands.
@Component
class CaseView {
  private final JdbcClient database;

  CaseView(JdbcClient database) {
    this.database = database;
    database
        .sql("CREATE TABLE IF NOT EXISTS cases (id VARCHAR(512) PRIMARY KEY, status VARCHAR(512))")
        .update();
  }

  /// In the transaction that moves the checkpoint.
  void apply(RecordedEvent event, Connection connection) throws SQLException {
    String id = event.stream().identifier();
    if (set(connection, "UPDATE cases SET status = ? WHERE id = ?", event.type(), id) == 0) {
      set(connection, "INSERT INTO cases (status, id) VALUES (?, ?)", event.type(), id);
    }
  }

  private static int set(Connection connection, String sql, String status, String id)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, status);
      statement.setString(2, id);
      return statement.executeUpdate();
    }
  }

  /// How many cases have a status.
  Map<String, Long> byStatus() {
    Map<String, Long> counts = new LinkedHashMap<>();
    database
        .sql("SELECT status, COUNT(*) FROM cases GROUP BY status ORDER BY 2 DESC, 1")
        .query(row -> {
          counts.put(row.getString(1), row.getLong(2));
        });
    return counts;
  }
}
