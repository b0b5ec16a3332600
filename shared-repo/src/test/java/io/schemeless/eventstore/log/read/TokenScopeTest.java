package io.schemeless.eventstore.log.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.store.EventQuery;
import io.schemeless.eventstore.store.EventQuery.Item;
import io.schemeless.eventstore.store.FindEvents.Chain;
import io.schemeless.eventstore.store.ReplayFilter;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What a token goes on with.
class TokenScopeTest {
  private static ReplayFilter filter(String domain, Set<String> types) {
    return new ReplayFilter(domain, types);
  }

  @Test
  void no_two_questions_have_one_scope() {
    List<String> scopes =
        List.of(
            TokenScope.of(ReplayFilter.ALL),
            TokenScope.of(filter("d", Set.of())),
            TokenScope.of(filter("d", Set.of("t"))),
            TokenScope.of(filter("d", Set.of("t", "u"))),
            TokenScope.of(filter("d", Set.of("tu"))),
            TokenScope.of(new ReplayFilter(null, Set.of(), Set.of("a"))),
            TokenScope.of(new ReplayFilter(null, Set.of(), Set.of("b"))),
            TokenScope.of(new ReplayFilter(null, Set.of("t"), Set.of("a"))),
            TokenScope.of(EventQuery.of(Item.ofTags("a"))),
            TokenScope.of(EventQuery.of(Item.ofTags("a", "b"))),
            TokenScope.of(EventQuery.of(Item.ofTags("a"), Item.ofTags("b"))),
            TokenScope.of(EventQuery.of(Item.ofTags("a").withTypes("t"))),
            TokenScope.of(EventQuery.of(Item.ofTypes("a"))),
            TokenScope.of(new Chain.Correlation("c")),
            TokenScope.of(new Chain.Causation("c")),
            TokenScope.ofStreams(null),
            TokenScope.ofStreams("d"));

    assertThat(scopes).doesNotHaveDuplicates().doesNotContain("");
  }

  @Test
  void the_order_in_which_a_question_is_put_does_not_matter() {
    assertThat(TokenScope.of(EventQuery.of(Item.ofTags("a", "b"), Item.ofTags("c"))))
        .isEqualTo(TokenScope.of(EventQuery.of(Item.ofTags("c"), Item.ofTags("b", "a"))));
  }
}
