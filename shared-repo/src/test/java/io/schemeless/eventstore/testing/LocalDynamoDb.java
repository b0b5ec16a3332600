package io.schemeless.eventstore.testing;

import java.net.URI;
import java.util.logging.Logger;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/// DynamoDB Local in memory. Its own server would listen on every interface, so its handler is put
/// behind one that listens on the loopback interface.
final class LocalDynamoDb {
  /// Held here, as the logging system forgets what nobody holds.
  private static final Logger SQLITE = Logger.getLogger("com.almworks.sqlite4java");

  static final URI ENDPOINT = start();

  private LocalDynamoDb() {}

  private static URI start() {
    try {
      boolean inMemory = true;
      boolean shared = true;
      boolean slowStates = false;
      ContextHandler handler = new ContextHandler();
      handler.setHandler(
          new LocalDynamoDBServerHandler(
              new LocalDynamoDBRequestHandler(0, inMemory, null, shared, slowStates), null));
      QueuedThreadPool threads = new QueuedThreadPool();
      threads.setDaemon(true);
      Server server = new Server(threads);
      ServerConnector connector = new ServerConnector(server);

      connector.setHost("127.0.0.1");
      connector.setPort(0);
      server.addConnector(connector);
      server.setHandler(handler);
      server.start();
      SQLITE.setFilter(_ -> false); // its level is set again later by the server
      return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    } catch (Exception e) {
      throw new IllegalStateException("DynamoDB Local did not start", e);
    }
  }
}
