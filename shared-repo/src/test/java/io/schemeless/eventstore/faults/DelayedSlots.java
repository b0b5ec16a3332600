package io.schemeless.eventstore.faults;

import io.schemeless.eventstore.testing.FaultyHttp.Request;
import io.schemeless.eventstore.testing.HttpFault;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/// Holds some of the puts of slots back, each until so many other requests were made, by anybody.
/// All stores of a test share one; somebody must go on asking.
final class DelayedSlots implements Function<Request, HttpFault> {
  private final Random random = new Random(5);
  private final Map<CountDownLatch, Integer> held = new LinkedHashMap<>();
  private int count;

  synchronized int count() {
    return count;
  }

  @Override
  public synchronized HttpFault apply(Request request) {
    for (Iterator<Map.Entry<CountDownLatch, Integer>> all = held.entrySet().iterator();
        all.hasNext(); ) {
      Map.Entry<CountDownLatch, Integer> one = all.next();
      one.setValue(one.getValue() - 1);
      if (one.getValue() <= 0) {
        one.getKey().countDown();
        all.remove();
      }
    }
    if (!DynamoDbAnswers.isSlotPut(request) || random.nextInt(3) > 0) {
      return new HttpFault.None();
    }
    count++;
    CountDownLatch gate = new CountDownLatch(1);
    held.put(gate, 1 + random.nextInt(80));
    return new HttpFault.Held(gate);
  }
}
