package io.schemeless.eventstore.local.emulator;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.jspecify.annotations.Nullable;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/// DynamoDB Local in a process of its own, on a free port of 127.0.0.1 only (its own launcher
/// listens on every interface). Prints the port when it is ready, and lives exactly as long as its
/// standard input stays open: a parent that dies in whatever way takes it along.
///
/// Argument: the directory to keep its data in; none keeps it in memory.
public final class DynamoDbLocalMain {
  /// What the line with the port starts with.
  static final String READY = "ready on port ";

  private static final Logger SQLITE = Logger.getLogger("com.almworks.sqlite4java");

  private DynamoDbLocalMain() {}

  public static void main(String[] args) {
    SQLITE.setLevel(Level.SEVERE);
    try {
      Server server = serve(args.length == 0 ? null : args[0]);
      serveUntilTheParentIsGone(server);
      System.exit(0);
    } catch (Exception e) {
      e.printStackTrace();
      // Its threads are not daemons.
      System.exit(1);
    }
  }

  private static Server serve(@Nullable String directory) throws Exception {
    boolean inMemory = directory == null;
    // One database, whatever the credentials and the region of who asks.
    boolean shared = true;
    LocalDynamoDBRequestHandler requests =
        new LocalDynamoDBRequestHandler(0, inMemory, directory, shared, false);
    Server server = new Server(new InetSocketAddress("127.0.0.1", 0));
    server.setHandler(new ContextHandler(new LocalDynamoDBServerHandler(requests, null), "/"));
    server.start();
    int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    System.out.println(READY + port);
    return server;
  }

  private static void serveUntilTheParentIsGone(Server server) throws Exception {
    CountDownLatch gone = new CountDownLatch(1);
    // A Ctrl-C reaches the parent and this process at once. The parent may still need it.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> await(gone)));
    try {
      readToTheEnd();
    } finally {
      gone.countDown();
    }
    server.stop();
  }

  private static void readToTheEnd() throws IOException {
    byte[] ignored = new byte[64];
    while (System.in.read(ignored) >= 0) {}
  }

  private static void await(CountDownLatch gone) {
    try {
      gone.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
