package io.schemeless.eventstore.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.wire.EventJson;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleEventsTest {
  @ParameterizedTest
  @ValueSource(ints = {200, 500})
  void an_event_gets_exactly_its_size(int bytes) {
    List<NewEvent> log = PermitLog.read().subList(0, 1_000);

    assertThat(log)
        .allMatch(e -> EventJson.write(SampleEvents.resized(e, bytes, 7), true).length == bytes);
  }
}
