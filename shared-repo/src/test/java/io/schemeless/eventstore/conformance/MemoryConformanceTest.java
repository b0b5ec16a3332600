package io.schemeless.eventstore.conformance;

import io.schemeless.eventstore.memory.MemoryCells;
import io.schemeless.eventstore.memory.MemoryObjectStore;
import org.junit.jupiter.api.Nested;

/// The contracts on the ports in memory.
class MemoryConformanceTest {
  private static Ports memory() {
    return new Ports(new MemoryCells(), new MemoryObjectStore());
  }

  @Nested
  class Append extends AppendContract {
    @Override
    protected Ports freshPorts() {
      return memory();
    }
  }

  @Nested
  class Claims extends ClaimContract {
    @Override
    protected Ports freshPorts() {
      return memory();
    }
  }

  @Nested
  class Replay extends ReplayContract {
    @Override
    protected Ports freshPorts() {
      return memory();
    }
  }

  @Nested
  class Streams extends StreamContract {
    @Override
    protected Ports freshPorts() {
      return memory();
    }
  }

  @Nested
  class Find extends FindContract {
    @Override
    protected Ports freshPorts() {
      return memory();
    }
  }

  @Nested
  class Reset extends ResetContract {
    @Override
    protected Ports freshPorts() {
      return memory();
    }
  }

  @Nested
  class Payload extends PayloadContract {
    @Override
    protected Ports freshPorts() {
      return memory();
    }
  }

  @Nested
  class Bounds extends BoundsContract {
    @Override
    protected Ports freshPorts() {
      return memory();
    }
  }

  @Nested
  class Crash extends CrashContract {
    @Override
    protected Ports freshPorts() {
      return memory();
    }
  }

  @Nested
  class Concurrency extends ConcurrencyContract {
    @Override
    protected Ports freshPorts() {
      return memory();
    }
  }
}
