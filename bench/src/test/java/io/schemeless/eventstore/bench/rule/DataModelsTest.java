package io.schemeless.eventstore.bench.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Numbers that can be told without a store.
class DataModelsTest {
  private static DataModel model(String name) {
    return DataModels.all().stream()
        .filter(model -> model.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void an_item_an_event_is_one_unit_and_a_transaction_twice_that() {
    DataModel castore = model("Castore");

    assertThat(castore.single()).isEqualTo(1);
    assertThat(castore.ten()).isEqualTo(20);
    // 100 streams of 10 items of under 800 bytes: 8 KB each, consistently.
    assertThat(castore.replay()).isEqualTo(200);
  }

  @Test
  void an_index_that_holds_everything_costs_everything_again() {
    DataModel akka = model("Akka Persistence DynamoDB");

    assertThat(akka.single()).isEqualTo(2);
    assertThat(akka.ten()).isEqualTo(30);
    // 1,000 items of 500 to 800 bytes at half price.
    assertThat(akka.replay()).isBetween(1_000 * 500 / 8_192.0, 1_000 * 800 / 8_192.0);
  }

  @Test
  void an_item_that_grows_is_paid_for_as_a_whole() {
    DataModel equinox = model("Equinox DynamoStore");

    // Half of 32 KB, and the event.
    assertThat(equinox.single()).isEqualTo(17);
    assertThat(equinox.ten()).isEqualTo(18);
  }

  @Test
  void each_says_where_its_items_are_described() {
    assertThat(DataModels.all()).allMatch(model -> model.source().startsWith("https://"));
  }
}
