package io.schemeless.eventstore.log.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.log.item.Meta;
import io.schemeless.eventstore.store.StreamId;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeadMemoryTest {
  private static final Meta LIFE = new Meta(1, "store", "life", 1, "table", List.of(), "r");

  @Test
  void only_the_heads_used_last_are_remembered() {
    HeadMemory memory = new HeadMemory();
    memory.remember(LIFE, stream(0), 1, 1);
    memory.remember(LIFE, stream(1), 1, 2);
    for (int i = 2; i <= 10_000; i++) {
      memory.recall(LIFE, stream(0));
      memory.remember(LIFE, stream(i), 1, i + 1);
    }

    assertThat(memory.recall(LIFE, stream(0))).isNotNull();
    assertThat(memory.recall(LIFE, stream(1))).isNull();
    assertThat(memory.recall(LIFE, stream(10_000))).isNotNull();
  }

  private static StreamId stream(int number) {
    return StreamId.of("order", "" + number);
  }
}
