package io.schemeless.eventstore.projection.checkpoint;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Statements with their values, within transactions.
final class Sql {
  /// Classes of SQLSTATE: the connection; a rollback for others' sake; resources; an operator's
  /// hand.
  private static final Set<String> PASSING = Set.of("08", "40", "53", "57");

  private static final String INTEGRITY = "23";

  private Sql() {}

  /// What is done with a connection.
  interface Body<R, E extends Exception> {
    R run(Connection connection) throws E;
  }

  /// What is made of a row.
  interface Mapping<R> {
    R of(ResultSet row) throws SQLException;
  }

  /// All or nothing.
  static <R, E extends Exception> R transaction(DataSource database, Body<R, E> body)
      throws E, SQLException {
    try (Connection connection = database.getConnection()) {
      boolean autoCommit = connection.getAutoCommit();
      connection.setAutoCommit(false);
      boolean done = false;
      try {
        R result = body.run(connection);
        connection.commit();
        done = true;
        return result;
      } finally {
        if (done) {
          connection.setAutoCommit(autoCommit);
        } else {
          undo(connection, autoCommit);
        }
      }
    }
  }

  /// A connection that cannot even roll back is done for, and the server does; what went wrong
  /// before is what counts.
  private static void undo(Connection connection, boolean autoCommit) {
    try {
      connection.rollback();
      connection.setAutoCommit(autoCommit);
    } catch (SQLException e) {
      // The first failure is on its way.
    }
  }

  static int update(Connection connection, String sql, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = prepare(connection, sql, values)) {
      return statement.executeUpdate();
    }
  }

  /// Whether a row with this key is there already. The transaction is then good for nothing more.
  static boolean isDuplicate(SQLException e) {
    return stateOf(e).startsWith(INTEGRITY);
  }

  static <R> List<R> query(
      Connection connection, String sql, Mapping<R> mapping, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = prepare(connection, sql, values);
        ResultSet rows = statement.executeQuery()) {
      List<R> found = new ArrayList<>();
      while (rows.next()) {
        found.add(mapping.of(rows));
      }
      return found;
    }
  }

  private static PreparedStatement prepare(
      Connection connection, String sql, @Nullable Object... values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      if (values[i] == null) {
        statement.setNull(i + 1, Types.VARCHAR);
      } else {
        statement.setObject(i + 1, values[i]);
      }
    }
    return statement;
  }

  static boolean isPassing(@Nullable Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof SQLTransientException
          || each instanceof SQLRecoverableException
          || each instanceof SQLNonTransientConnectionException
          || (each instanceof SQLException e && PASSING.contains(classOf(e)))) {
        return true;
      }
    }
    return false;
  }

  private static String classOf(SQLException e) {
    String state = stateOf(e);
    return state.length() < 2 ? "" : state.substring(0, 2);
  }

  private static String stateOf(SQLException e) {
    return e.getSQLState() == null ? "" : e.getSQLState();
  }
}
