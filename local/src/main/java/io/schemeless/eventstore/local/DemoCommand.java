package io.schemeless.eventstore.local;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `eventstore demo`.
@Command(name = "demo")
final class DemoCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    return 0;
  }
}
