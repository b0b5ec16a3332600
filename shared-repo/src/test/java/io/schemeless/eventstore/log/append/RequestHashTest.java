package io.schemeless.eventstore.log.append;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.log.item.Claim;
import io.schemeless.eventstore.log.item.CommitId;
import io.schemeless.eventstore.log.item.Sha256;
import io.schemeless.eventstore.port.Value;
import io.schemeless.eventstore.store.AppendCondition;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.ContinuationToken;
import io.schemeless.eventstore.store.EventQuery;
import io.schemeless.eventstore.store.EventQuery.Item;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.StreamId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RequestHashTest {
  private static RequestHash hash(String payload) {
    return new RequestHash(
        AppendRequest.of(NewEvent.of(StreamId.of("d", "a"), "t", Json.parse(payload))));
  }

  private static Claim claim(Value.Bytes hash) {
    return new Claim(new CommitId(new Value.Bytes(new byte[16])), 1, 0, hash, 0, 0);
  }

  @Test
  void the_order_of_members_does_not_matter_and_the_order_of_items_does() {
    Claim claim = claim(hash("{\"a\":[1,2],\"b\":2}").value());

    assertThat(hash("{\"b\":2,\"a\":[1,2]}").isOf(claim)).isTrue();
    assertThat(hash("{\"b\":2,\"a\":[2,1]}").isOf(claim)).isFalse();
  }

  /// As it was hashed until members were sorted: such claims are in tables.
  @Test
  void a_claim_by_the_text_as_it_came_stays_valid() {
    String said =
        "[{\"domain\":\"d\",\"identifier\":\"a\",\"type\":\"t\",\"payload\":{\"b\":2,\"a\":1}}]";
    Claim old = claim(Sha256.of(said));

    assertThat(hash("{\"b\":2,\"a\":1}").isOf(old)).isTrue();
    assertThat(hash("{\"b\":2,\"a\":2}").isOf(old)).isFalse();
  }

  @Test
  void the_same_events_under_another_condition_are_another_request() {
    List<AppendRequest> others =
        List.of(
            plain(),
            under(item("t"), null),
            under(item("t", "a"), null),
            under(item("t", "b"), null),
            under(item("u", "a"), null),
            under(item("t", "a", "b"), null),
            under(item("t", "ab"), null),
            under(item("t", "a"), new ContinuationToken("one")),
            under(item("t", "a"), new ContinuationToken("two")),
            plain()
                .withCondition(
                    AppendCondition.none(EventQuery.of(item("t", "a"), item("t", "b")))));

    assertThat(others.stream().map(request -> new RequestHash(request).value()))
        .doesNotHaveDuplicates();
  }

  @Test
  void the_order_of_items_types_and_tags_does_not_matter() {
    EventQuery one = EventQuery.of(item("t", "a", "b"), item("u"));
    EventQuery other = EventQuery.of(item("u"), item("t", "b", "a"));

    assertThat(new RequestHash(plain().withCondition(AppendCondition.none(one))).value())
        .isEqualTo(new RequestHash(plain().withCondition(AppendCondition.none(other))).value());
  }

  private static AppendRequest plain() {
    return AppendRequest.of(NewEvent.of(StreamId.of("d", "a"), "t", Json.parse("1")));
  }

  private static Item item(String type, String... tags) {
    return tags.length == 0 ? Item.ofTypes(type) : Item.ofTags(tags).withTypes(type);
  }

  private static AppendRequest under(Item item, @Nullable ContinuationToken after) {
    EventQuery query = EventQuery.of(item);
    return plain()
        .withCondition(
            after == null ? AppendCondition.none(query) : AppendCondition.noneSince(after, query));
  }
}
