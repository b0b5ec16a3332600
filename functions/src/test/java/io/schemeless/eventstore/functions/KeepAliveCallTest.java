package io.schemeless.eventstore.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.schemeless.eventstore.functions.append.AppendHandler;
import io.schemeless.eventstore.functions.replay.ReplayHandler;
import io.schemeless.eventstore.functions.streams.StreamsHandler;
import io.schemeless.eventstore.memory.MemoryEventStore;
import io.schemeless.eventstore.port.SystemHost;
import io.schemeless.eventstore.store.EventStore;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The call that keeps a snapshot alive.
class KeepAliveCallTest {
  private final EventStore store = MemoryEventStore.create();

  @Test
  void a_call_that_keeps_a_snapshot_alive_asks_no_store() {
    Map<String, RequestStreamHandler> handlers =
        Map.of(
            "append",
            new AppendHandler(
                _ -> {
                  throw new AssertionError("asked");
                }),
            "replay",
            new ReplayHandler(Refusing.STORE, new SystemHost()),
            "streams",
            new StreamsHandler(Refusing.STORE));

    handlers.forEach(
        (name, handler) ->
            assertThat(CallAs.called(handler, "{\"keepAlive\":true}")).as(name).isEmpty());
  }

  @Test
  void a_request_that_says_so_is_answered_as_a_request() {
    String event =
        """
        {"keepAlive":true,"rawPath":"/events","rawQueryString":"","headers":{},
         "requestContext":{"stage":"$default","http":{"method":"GET"}}}""";

    assertThat(CallAs.status(CallAs.called(new ReplayHandler(store, new SystemHost()), event)))
        .isEqualTo(200);
  }

  /// A store of which every call fails.
  private static final class Refusing {
    static final EventStore STORE =
        (EventStore)
            Proxy.newProxyInstance(
                KeepAliveCallTest.class.getClassLoader(),
                new Class<?>[] {EventStore.class},
                (_, _, _) -> {
                  throw new AssertionError("asked");
                });
  }
}
