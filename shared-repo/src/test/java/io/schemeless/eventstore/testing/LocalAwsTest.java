package io.schemeless.eventstore.testing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LocalAwsTest {
  @Test
  void no_server_of_the_tests_can_be_reached_from_another_machine() throws IOException {
    List<InetAddress> addresses =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
            .toList();
    assumeFalse(addresses.isEmpty(), "this machine has no address but its own");

    for (InetAddress address : addresses) {
      for (URI server : List.of(LocalAws.dynamoDbEndpoint(), LocalAws.s3Endpoint())) {
        assertThatThrownBy(() -> connect(address, server.getPort()))
            .isInstanceOf(IOException.class);
      }
    }
  }

  private static void connect(InetAddress address, int port) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 1_000);
    }
  }
}
