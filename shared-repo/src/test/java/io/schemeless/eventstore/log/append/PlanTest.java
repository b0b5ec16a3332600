package io.schemeless.eventstore.log.append;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.ExpectedVersion;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StreamId;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What makes two requests the same.
class PlanTest {
  private static final StreamId A = StreamId.of("d", "a");
  private static final StreamId B = StreamId.of("d", "b");

  private static AppendRequest request(StreamId... streams) {
    return AppendRequest.of(
        List.of(streams).stream().map(s -> NewEvent.of(s, "t", Json.parse("1"))).toList());
  }

  private static Object hash(AppendRequest request) {
    return Plan.of(request).hash().value();
  }

  @Test
  void the_order_of_expected_versions_does_not_matter_and_what_they_say_does() {
    ExpectedVersion none = ExpectedVersion.noStream();
    ExpectedVersion one = ExpectedVersion.exactly(1);

    Object hash = hash(request(A, B).expecting(A, none).expecting(B, one));

    assertThat(hash(request(A, B).expecting(B, one).expecting(A, none))).isEqualTo(hash);
    assertThat(hash(request(A, B).expecting(A, one).expecting(B, none))).isNotEqualTo(hash);
    assertThat(hash(request(A, B).expecting(A, none))).isNotEqualTo(hash);
    assertThat(hash(request(A).expecting(A, ExpectedVersion.noneOf(List.of(2L, 5L)))))
        .isEqualTo(hash(request(A).expecting(A, ExpectedVersion.noneOf(List.of(5L, 2L)))))
        .isNotEqualTo(hash(request(A).expecting(A, ExpectedVersion.someStream())))
        .isNotEqualTo(hash(request(A)));
    assertThat(hash(request(A, B))).isNotEqualTo(hash);
  }

  @Test
  void a_name_cannot_pass_for_another_expected_version() {
    ExpectedVersion one = ExpectedVersion.exactly(1);
    StreamId both = StreamId.of("d", "a " + one + ",3 1:d/b");
    AppendRequest events = request(A, B, both);

    assertThat(hash(events.expecting(both, one)))
        .isNotEqualTo(hash(events.expecting(A, one).expecting(B, one)));
  }
}
