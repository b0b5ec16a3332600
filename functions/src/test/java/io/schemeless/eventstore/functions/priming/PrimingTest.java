package io.schemeless.eventstore.functions.priming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.schemeless.eventstore.functions.append.AppendHandler;
import io.schemeless.eventstore.functions.replay.ReplayHandler;
import io.schemeless.eventstore.functions.streams.StreamsHandler;
import io.schemeless.eventstore.memory.MemoryEventStore;
import io.schemeless.eventstore.port.SystemHost;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PrimingTest {
  private static final Context<Resource> CONTEXT = Core.getGlobalContext();

  private final ProxySelector before = ProxySelector.getDefault();
  private final List<URI> asked = new ArrayList<>();

  /// Every connection that Java's client makes asks for a proxy first.
  @BeforeEach
  void watchTheNetwork() {
    ProxySelector.setDefault(
        new ProxySelector() {
          @Override
          public List<Proxy> select(URI uri) {
            asked.add(uri);
            return List.of(Proxy.NO_PROXY);
          }

          @Override
          public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
        });
  }

  @AfterEach
  void lookAway() {
    ProxySelector.setDefault(before);
  }

  @Test
  void the_hook_exercises_the_sdk_and_the_handlers_without_a_network() {
    // given
    List<String> ran = new ArrayList<>();
    Priming priming =
        new Priming(
            () -> {
              SampleRequests.append(new AppendHandler(MemoryEventStore.create()));
              SampleRequests.replay(new ReplayHandler(SampleRequests.filled(), new SystemHost()));
              SampleRequests.read(new StreamsHandler(SampleRequests.filled()));
              ran.add("requests");
            });

    // when
    priming.beforeCheckpoint(CONTEXT);
    priming.afterRestore(CONTEXT);

    // then
    assertThat(ran).containsExactly("requests");
    assertThat(asked).isEmpty();
  }

  @Test
  void a_handler_that_fails_on_a_sample_request_fails_the_snapshot() {
    // given
    Priming priming =
        new Priming(
            () ->
                SampleRequests.replay(
                    (_, _) -> APIGatewayV2HTTPResponse.builder().withStatusCode(500).build()));

    // when
    var failure = assertThatThrownBy(() -> priming.beforeCheckpoint(CONTEXT));

    // then
    failure.hasMessageContaining("500");
  }
}
