package io.schemeless.eventstore.log.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.log.item.Meta;
import io.schemeless.eventstore.store.EventQuery;
import io.schemeless.eventstore.store.EventQuery.Item;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a process knows of its own attempts.
class UnderWayTest {
  private static final EventQuery A = EventQuery.of(Item.ofTags("a"));

  private final UnderWay underWay = new UnderWay();
  private final Meta life = life("aaaaaaaaaaaaaaaa");

  private static Meta life(String incarnation) {
    return new Meta(1, "store", incarnation, 1, "t", List.of(), "r");
  }

  @Test
  void one_with_other_tags_is_beside_a_query() {
    underWay.begin(life, 3, List.of());
    underWay.begin(life, 5, List.of("b", "c"));

    assertThat(underWay.beside(life, List.of(A))).containsExactly(3L, 5L);
  }

  @Test
  void one_with_the_tag_is_not() {
    underWay.begin(life, 3, List.of("b", "a"));

    assertThat(underWay.beside(life, List.of(A))).isEmpty();
  }

  @Test
  void one_that_has_all_tags_of_any_item_is_not() {
    underWay.begin(life, 3, List.of("a", "c"));

    assertThat(underWay.beside(life, List.of(EventQuery.of(Item.ofTags("a", "b"))))).hasSize(1);
    assertThat(underWay.beside(life, List.of(EventQuery.of(Item.ofTags("c", "a"))))).isEmpty();
    assertThat(
            underWay.beside(
                life, List.of(EventQuery.of(Item.ofTags("b"), Item.ofTags("c").withTypes("t")))))
        .isEmpty();
  }

  @Test
  void it_must_be_beside_each_of_several_queries() {
    underWay.begin(life, 3, List.of("b"));

    assertThat(underWay.beside(life, List.of(A, EventQuery.of(Item.ofTags("b"))))).isEmpty();
  }

  @Test
  void one_that_has_ended_is_not_known() {
    underWay.begin(life, 3, List.of("b"));
    underWay.end(3);

    assertThat(underWay.beside(life, List.of(A))).isEmpty();
  }

  @Test
  void the_positions_of_another_life_are_others() {
    underWay.begin(life, 3, List.of("b"));

    assertThat(underWay.beside(life("bbbbbbbbbbbbbbbb"), List.of(A))).isEmpty();
  }
}
