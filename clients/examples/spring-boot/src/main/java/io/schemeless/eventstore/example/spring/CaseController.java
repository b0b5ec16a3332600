package io.schemeless.eventstore.example.spring;

import io.schemeless.eventstore.client.EventData;
import io.schemeless.eventstore.client.EventStoreClient;
import io.schemeless.eventstore.client.StoreProblem;
import io.schemeless.eventstore.client.StreamName;
import io.schemeless.eventstore.projection.ProjectionRunner;
import io.schemeless.eventstore.projection.ProjectionStatus;
import java.sql.Connection;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class CaseController {
  private final EventStoreClient store;
  private final CaseView view;
  private final ProjectionRunner<Connection> projection;

  CaseController(
      EventStoreClient store, CaseView view, ProjectionRunner<Connection> projection) {
    this.store = store;
    this.view = view;
    this.projection = projection;
  }

  /// @param version of the case, as the caller has seen it; 0 for a new one
  record Happened(String type, String by, long version) {}

  record Appended(long position, long version) {}

  @PostMapping("/cases/{id}/events")
  Appended append(@PathVariable String id, @RequestBody Happened happened) {
    StreamName stream = StreamName.of("permit", id);
    EventData event = EventData.of(stream, happened.type(), Map.of("by", happened.by()));
    long position = store.append(stream, happened.version(), event).position();
    return new Appended(position, happened.version() + 1);
  }

  @GetMapping("/cases")
  Map<String, Long> cases() {
    return view.byStatus();
  }

  @GetMapping("/projection")
  ProjectionStatus status() {
    return projection.status();
  }

  @ExceptionHandler
  @ResponseStatus(HttpStatus.CONFLICT)
  Map<String, Long> conflict(StoreProblem.VersionConflict e) {
    return Map.of("actual", e.actual());
  }
}
