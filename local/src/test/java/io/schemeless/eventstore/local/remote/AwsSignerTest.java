package io.schemeless.eventstore.local.remote;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.schemeless.eventstore.client.EventData;
import io.schemeless.eventstore.client.EventStoreClient;
import io.schemeless.eventstore.client.StreamName;
import io.schemeless.eventstore.functions.append.AppendHandler;
import io.schemeless.eventstore.functions.http.Operation;
import io.schemeless.eventstore.functions.replay.ReplayHandler;
import io.schemeless.eventstore.functions.streams.StreamsHandler;
import io.schemeless.eventstore.local.gateway.Functions;
import io.schemeless.eventstore.local.gateway.GatewayServer;
import io.schemeless.eventstore.local.process.SignedByAws;
import io.schemeless.eventstore.memory.MemoryEventStore;
import io.schemeless.eventstore.port.SystemHost;
import io.schemeless.eventstore.store.EventStore;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/// What arrives is signed as AWS checks it.
class AwsSignerTest {
  @Test
  void every_request_is_signed_as_aws_does_whatever_names_are_in_it() {
    List<APIGatewayV2HTTPEvent> seen = new CopyOnWriteArrayList<>();
    try (EventStore store = MemoryEventStore.create();
        GatewayServer server = GatewayServer.bind(0, InstantSource.system())) {
      server.serve(
          new Functions(
              Map.of(
                  Operation.Function.APPEND, seen(seen, new AppendHandler(store)),
                  Operation.Function.REPLAY, seen(seen, new ReplayHandler(store, new SystemHost())),
                  Operation.Function.STREAMS, seen(seen, new StreamsHandler(store)))));
      AwsSigner signer =
          new AwsSigner(
              StaticCredentialsProvider.create(
                  AwsSessionCredentials.create(
                      SignedByAws.KEY, SignedByAws.SECRET, SignedByAws.TOKEN)),
              SignedByAws.REGION);
      try (EventStoreClient client =
          EventStoreClient.builder(server.url()).signer(signer).build()) {
        StreamName odd = StreamName.of("a b/ü+&=?", "~*'()%2F");
        client.append(odd, 0, EventData.of(odd, "t", Map.of("ü", 1)));

        assertThat(client.version(odd)).isEqualTo(1);
        assertThat(client.replay().domain(odd.domain()).types(List.of("t", "a")).stream())
            .hasSize(1);
        client.health();
      }
    }
    assertThat(seen).hasSize(4);
    assertThat(seen).allSatisfy(SignedByAws::requireSigned);
  }

  private static RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> seen(
      List<APIGatewayV2HTTPEvent> events,
      RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> handler) {
    return (event, context) -> {
      events.add(event);
      return handler.handleRequest(event, context);
    };
  }

  @ParameterizedTest
  @CsvSource({
    "https://abc123.execute-api.eu-central-1.amazonaws.com, true",
    "https://abc123.execute-api.cn-north-1.amazonaws.com.cn/, true",
    "http://localhost:8787, false",
    "https://events.example, false",
    "https://execute-api.amazonaws.com.example, false",
  })
  void a_host_of_api_gateway_is_signed_for_without_being_told(String url, boolean signed) {
    Connection connection = new Connection(URI.create(url), null, null, null, null);

    assertThat(connection.isSigned()).isEqualTo(signed);
    assertThat(new Connection(URI.create(url), null, null, "t", null).isSigned()).isFalse();
    if (signed) {
      assertThat(connection.signingRegion()).isEqualTo(url.split("\\.")[2]);
    }
  }
}
