package io.schemeless.eventstore.local.command;

import io.schemeless.eventstore.client.EventStoreClient;
import io.schemeless.eventstore.local.UserError;
import io.schemeless.eventstore.local.server.LocalServer;
import java.io.Console;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/// `eventstore reset`: empties a sandbox.
@Command(
    name = "reset",
    description = "Empty the store, where it is a sandbox. Nothing brings the events back.%n")
final class ResetCommand extends StoreCommand {
  @Option(
      names = "--stage",
      paramLabel = "NAME",
      description = "The stage's name. Default: " + LocalServer.STAGE + " on this machine.")
  private @Nullable String stage;

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  @Override
  int run(EventStoreClient client) {
    URI url = address().connection().url();
    String name = stage == null ? ofThisMachine(url) : stage;
    if (!yes) {
      ask(url, name);
    }
    boolean complete = client.reset(name);
    if (json) {
      out().println("{\"stage\":" + quoted(name) + ",\"complete\":" + complete + "}");
    } else {
      out().println("The store at " + url + " is empty.");
    }
    if (!complete) {
      err().println("What it held is not all cleared away yet; the next reset goes on.");
    }
    return ExitCode.OK;
  }

  private static String quoted(String text) {
    return com.fasterxml.jackson.databind.node.TextNode.valueOf(text).toString();
  }

  private String ofThisMachine(URI url) {
    if (url.getHost().equals("localhost") || url.getHost().startsWith("127.")) {
      return LocalServer.STAGE;
    }
    throw wrong("--stage NAME must say which stage this is");
  }

  private void ask(URI url, String name) {
    Console console = System.console();
    if (console == null || !console.isTerminal()) {
      throw wrong("nobody can be asked here; say --yes if you want to empty " + url);
    }
    String answer =
        console.readLine("This empties the store at %s. Type \"%s\" to do it: ", url, name);
    if (!name.equals(answer)) {
      throw new UserError("not confirmed; nothing was done");
    }
  }
}
