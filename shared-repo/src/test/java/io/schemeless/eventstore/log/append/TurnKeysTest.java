package io.schemeless.eventstore.log.append;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.store.AppendCondition;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.EventQuery;
import io.schemeless.eventstore.store.EventQuery.Item;
import io.schemeless.eventstore.store.ExpectedVersion;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StreamId;
import java.util.Collections;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Who waits for whom in a process.
class TurnKeysTest {
  private static final StreamId X = StreamId.of("d", "x");
  private static final StreamId Y = StreamId.of("d", "y");

  private static AppendRequest to(StreamId stream, String... tags) {
    return AppendRequest.of(NewEvent.of(stream, "t", Json.parse("1")).withTags(tags));
  }

  private static AppendRequest over(Item item, AppendRequest request) {
    return request.withCondition(AppendCondition.none(EventQuery.of(item)));
  }

  private static boolean meet(AppendRequest one, AppendRequest other) {
    Set<Object> ones = TurnKeys.of(Plan.of(one));
    return !Collections.disjoint(ones, TurnKeys.of(Plan.of(other)));
  }

  @Test
  void appends_to_one_stream_take_turns() {
    assertThat(meet(to(X), to(X))).isTrue();
    assertThat(meet(to(X), over(Item.ofTags("a"), to(X)))).isTrue();
    assertThat(meet(to(X), to(Y))).isFalse();
  }

  @Test
  void appends_with_conditions_take_turns_on_what_they_look_for_and_append() {
    assertThat(meet(over(Item.ofTags("a"), to(X)), over(Item.ofTags("a"), to(Y)))).isTrue();
    assertThat(meet(over(Item.ofTags("a"), to(X)), over(Item.ofTags("b"), to(Y, "a")))).isTrue();
    assertThat(meet(over(Item.ofTypes("t"), to(X)), over(Item.ofTypes("t"), to(Y)))).isTrue();
    assertThat(meet(over(Item.ofTags("a"), to(X)), over(Item.ofTags("b"), to(Y)))).isFalse();
    assertThat(meet(over(Item.ofTags("t"), to(X)), over(Item.ofTypes("t"), to(Y)))).isFalse();
  }

  @Test
  void a_version_that_is_merely_expected_takes_turns_with_conditions_alone() {
    AppendRequest checked = to(X).expecting(Y, ExpectedVersion.noStream());

    assertThat(meet(checked, over(Item.ofTags("a"), to(Y)))).isTrue();
    assertThat(meet(checked, to(Y))).isFalse();
  }

  @Test
  void an_append_without_a_condition_does_not_wait_for_tags() {
    assertThat(meet(to(X, "a"), over(Item.ofTags("a"), to(Y, "a")))).isFalse();
  }
}
