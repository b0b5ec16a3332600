package io.schemeless.eventstore.conformance;

import org.junit.jupiter.api.Nested;

/// All contracts. A backend's test extends this and says where its ports come from.
public abstract class ConformanceSuite {

  /// An empty table and bucket that no other test uses.
  protected abstract Ports freshPorts();

  /// How many of the appends of a long race are made.
  protected int aPartOf(int whole) {
    return whole;
  }

  @Nested
  class Append extends AppendContract {
    @Override
    protected Ports freshPorts() {
      return ConformanceSuite.this.freshPorts();
    }
  }

  @Nested
  class Claim extends ClaimContract {
    @Override
    protected Ports freshPorts() {
      return ConformanceSuite.this.freshPorts();
    }
  }

  @Nested
  class Source extends SourceContract {
    @Override
    protected Ports freshPorts() {
      return ConformanceSuite.this.freshPorts();
    }
  }

  @Nested
  class Payload extends PayloadContract {
    @Override
    protected Ports freshPorts() {
      return ConformanceSuite.this.freshPorts();
    }
  }

  @Nested
  class Bounds extends BoundsContract {
    @Override
    protected Ports freshPorts() {
      return ConformanceSuite.this.freshPorts();
    }
  }

  @Nested
  class Replay extends ReplayContract {
    @Override
    protected Ports freshPorts() {
      return ConformanceSuite.this.freshPorts();
    }
  }

  @Nested
  class Start extends StartContract {
    @Override
    protected Ports freshPorts() {
      return ConformanceSuite.this.freshPorts();
    }
  }

  @Nested
  class Stream extends StreamContract {
    @Override
    protected Ports freshPorts() {
      return ConformanceSuite.this.freshPorts();
    }
  }

  @Nested
  class Find extends FindContract {
    @Override
    protected Ports freshPorts() {
      return ConformanceSuite.this.freshPorts();
    }
  }

  @Nested
  class Reset extends ResetContract {
    @Override
    protected Ports freshPorts() {
      return ConformanceSuite.this.freshPorts();
    }
  }

  @Nested
  class Crash extends CrashContract {
    @Override
    protected Ports freshPorts() {
      return ConformanceSuite.this.freshPorts();
    }
  }

  @Nested
  class Condition extends ConditionContract {
    @Override
    protected Ports freshPorts() {
      return ConformanceSuite.this.freshPorts();
    }
  }

  @Nested
  class ConditionRace extends ConditionRaceContract {
    @Override
    protected Ports freshPorts() {
      return ConformanceSuite.this.freshPorts();
    }

    @Override
    protected int aPartOf(int whole) {
      return ConformanceSuite.this.aPartOf(whole);
    }
  }

  @Nested
  class Decision extends DecisionContract {
    @Override
    protected Ports freshPorts() {
      return ConformanceSuite.this.freshPorts();
    }
  }

  @Nested
  class Concurrency extends ConcurrencyContract {
    @Override
    protected Ports freshPorts() {
      return ConformanceSuite.this.freshPorts();
    }

    @Override
    protected int aPartOf(int whole) {
      return ConformanceSuite.this.aPartOf(whole);
    }
  }
}
