package io.schemeless.eventstore.conformance;

import io.schemeless.eventstore.memory.MemoryCells;
import io.schemeless.eventstore.memory.MemoryObjectStore;

/// The contracts on the ports in memory.
class MemoryConformanceTest extends ConformanceSuite {
  @Override
  protected Ports freshPorts() {
    return new Ports(new MemoryCells(), new MemoryObjectStore());
  }
}
