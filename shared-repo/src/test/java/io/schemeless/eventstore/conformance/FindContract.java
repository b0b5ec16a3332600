package io.schemeless.eventstore.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.AppendResult;
import io.schemeless.eventstore.store.Event;
import io.schemeless.eventstore.store.EventPage;
import io.schemeless.eventstore.store.FindEvents.Chain;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.StoreException.TokenRejected;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Events by id, and causal chains.
public abstract class FindContract extends StoreContract {

  @Test
  void every_event_is_found_by_the_id_that_the_store_gave() {
    AppendResult result = store.append(AppendRequest.of(event(A, 1), event(B, 2), event(A, 3)));

    for (int i = 0; i < 3; i++) {
      Event found = store.event(result.events().get(i).id()).orElseThrow();
      assertThat(found.payload().text()).isEqualTo("" + (i + 1));
      assertThat(found).isEqualTo(list(store.allEvents(10)).get(i));
    }
  }

  @Test
  void an_event_is_found_by_the_id_that_the_client_gave() {
    store.append(AppendRequest.of(event(A, 1), event(B, 2).withId("b/2 ?")));

    assertThat(store.event("b/2 ?").orElseThrow().payload().text()).isEqualTo("2");
  }

  @Test
  void unknown_ids_are_not_found() {
    AppendResult result = store.append(AppendRequest.of(event(A, 1).withId("mine")));
    String incarnation = store.info().incarnation();

    assertThat(store.event("yours")).isEmpty();
    assertThat(store.event(incarnation + "." + result.position() + ".0")).isEmpty();
    assertThat(store.event(incarnation + "." + result.position() + ".1")).isEmpty();
    assertThat(store.event(incarnation + ".77.0")).isEmpty();
    assertThat(store.event("aaaaaaaaaaaaaaaa.1.0")).isEmpty();
    assertThat(store.event("")).isEmpty();
  }

  @Test
  void ids_from_before_a_reset_are_gone() {
    AppendResult result = store.append(AppendRequest.of(event(A, 1), event(A, 2).withId("two")));
    store.reset(Duration.ofSeconds(10));
    store.append(AppendRequest.of(event(A, 3), event(A, 4)));

    assertThat(store.event(result.events().getFirst().id())).isEmpty();
    assertThat(store.event("two")).isEmpty();
  }

  @Test
  void a_chain_brings_its_events_in_order_with_their_payloads() {
    store.append(AppendRequest.of(event(A, 1).withId("root").withCorrelationId("chain")));
    store.append(AppendRequest.of(event(B, 9)));
    store.append(
        AppendRequest.of(
            event(B, 2).withCorrelationId("chain").withCausationId("root"),
            event(C, 8).withCorrelationId("other"),
            event(A, 3).withCorrelationId("chain").withCausationId("x")));
    store.append(AppendRequest.of(event(C, 4).withCausationId("root")));

    assertThat(payloads(store.eventsByCorrelationId("chain"))).containsExactly("1", "2", "3");
    assertThat(payloads(store.eventsByCausationId("root"))).containsExactly("2", "4");
    assertThat(payloads(store.eventsByCorrelationId("other"))).containsExactly("8");
    assertThat(payloads(store.eventsByCausationId("chain"))).isEmpty();
    assertThat(payloads(store.eventsByCorrelationId("none"))).isEmpty();
  }

  @Test
  void a_chain_of_any_length_is_read_page_by_page() {
    for (int i = 0; i < 12; i++) {
      List<NewEvent> ten =
          events(A, i * 10 + 1, i * 10 + 10).stream().map(e -> e.withCausationId("root")).toList();
      store.append(AppendRequest.of(ten));
    }

    EventPage first = store.chain(new Chain.Causation("root"), null, PageLimits.ofEvents(7));
    EventPage second =
        store.chain(new Chain.Causation("root"), first.next(), PageLimits.ofEvents(7));

    assertThat(payloads(first.events())).isEqualTo(numbers(1, 7));
    assertThat(payloads(second.events())).isEqualTo(numbers(8, 14));
    assertThat(payloads(store.eventsByCausationId("root"))).isEqualTo(numbers(1, 120));
    assertThatThrownBy(
            () -> store.chain(new Chain.Correlation("root"), first.next(), PageLimits.DEFAULT))
        .isInstanceOf(TokenRejected.class);
  }
}
