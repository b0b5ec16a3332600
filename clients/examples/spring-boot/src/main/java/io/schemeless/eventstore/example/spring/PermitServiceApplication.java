package io.schemeless.eventstore.example.spring;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.schemeless.eventstore.client.EventStoreClient;
import io.schemeless.eventstore.projection.EventFeed;
import io.schemeless.eventstore.projection.PoisonPolicy;
import io.schemeless.eventstore.projection.ProjectionId;
import io.schemeless.eventstore.projection.ProjectionRunner;
import io.schemeless.eventstore.projection.checkpoint.JdbcCheckpoints;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/// A service on a store: it appends what it is told, and serves a view that a projection keeps in its
/// database.
@SpringBootApplication
class PermitServiceApplication {
  public static void main(String[] arguments) {
    SpringApplication.run(PermitServiceApplication.class, arguments);
  }

  @Bean
  EventStoreClient store(@Value("${store.url}") URI url) {
    return EventStoreClient.of(url);
  }

  @Bean
  JdbcCheckpoints checkpoints(DataSource database) throws SQLException {
    JdbcCheckpoints checkpoints = new JdbcCheckpoints(database);
    checkpoints.createTables();
    return checkpoints;
  }

  /// Runs as long as the service does. Of several instances of the service one applies, the others
  /// stand by.
  @Bean(initMethod = "start", destroyMethod = "close")
  ProjectionRunner<Connection> cases(
      EventStoreClient store, JdbcCheckpoints checkpoints, CaseView view, MeterRegistry metrics) {
    ProjectionRunner<Connection> runner =
        ProjectionRunner.of(
                ProjectionId.of("cases", 1),
                EventFeed.of(store.replay().domain("permit")),
                checkpoints,
                view::apply)
            .poison(PoisonPolicy.park(3))
            .build();
    Gauge.builder("projection.lag", runner, r -> r.status().lag().toMillis() / 1e3)
        .baseUnit("seconds")
        .register(metrics);
    return runner;
  }
}
