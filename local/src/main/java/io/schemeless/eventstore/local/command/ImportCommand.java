package io.schemeless.eventstore.local.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.schemeless.eventstore.aws.AwsClients;
import io.schemeless.eventstore.client.EventStoreClient;
import io.schemeless.eventstore.local.UserError;
import io.schemeless.eventstore.local.npm.NpmTable;
import io.schemeless.eventstore.local.transfer.Checkpoint;
import io.schemeless.eventstore.local.transfer.FileSource;
import io.schemeless.eventstore.local.transfer.ImportReport;
import io.schemeless.eventstore.local.transfer.ImportSource;
import io.schemeless.eventstore.local.transfer.Importer;
import io.schemeless.eventstore.local.transfer.ProgressLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `eventstore import`: what `export` wrote, and what others did.
@Command(
    name = "import",
    description = {
      "Append the events of a file, in its order: lines, CloudEvents or the npm framework's"
          + " snapshot, compressed or not.",
      "%nIt may be killed and repeated at will: what is in the store already is not appended again."
          + " Its exit code is "
          + ExitCodes.INCOMPLETE
          + " if the store did not take every event.%n"
    })
final class ImportCommand extends StoreCommand {
  private static final int TOLD = 20;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "The events; - for standard input, which is the default.")
  private @Nullable Path file;

  @Option(
      names = "--from-table",
      paramLabel = "NAME",
      description =
          "In place of a file: the table of @schemeless/event-store-adapter-dynamodb. Region and"
              + " credentials come from where every AWS SDK looks for them.")
  private @Nullable String table;

  @Option(
      names = "--from-bucket",
      paramLabel = "NAME",
      arity = "0..1",
      fallbackValue = "",
      description =
          "Fetch the bodies that the table refers to from S3: from this bucket, or without a name"
              + " from the one that each event names.")
  private @Nullable String bucket;

  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      description = "Remember there how far it has come, and go on from there without asking.")
  private @Nullable Path checkpoint;

  @Option(
      names = "--expect-sequences",
      description = "Stop where an event would get another sequence than it had.")
  private boolean expectSequences;

  @Option(
      names = "--rejects",
      paramLabel = "FILE",
      description = "Write the events that the store does not take there, one a line.")
  private @Nullable Path rejects;

  private int told;
  private long unusable;

  @Override
  int run(EventStoreClient client) {
    check();
    if (table != null) {
      try (AwsClients clients = AwsClients.create()) {
        return run(client, fromTable(clients, table));
      }
    }
    return run(client, fromFile());
  }

  private void check() {
    if (table != null && file != null) {
      throw wrong("give a FILE or --from-table, not both");
    }
    if (table == null && bucket != null) {
      throw wrong("--from-bucket needs --from-table");
    }
    if (table != null && checkpoint != null) {
      throw wrong("--checkpoint is for files; an import from a table is repeated as it is");
    }
  }

  private int run(EventStoreClient client, ImportSource from) {
    try (ImportSource source = from) {
      ProgressLine progress = ProgressLine.to(err(), "imported");
      Importer importer = new Importer(client, expectSequences, new Teller(source, progress));
      ImportReport report =
          importer.run(source, checkpoint == null ? null : new Checkpoint(checkpoint));
      progress.end(report.events());
      print(report);
      return report.refused() + unusable == 0 ? ExitCode.OK : ExitCodes.INCOMPLETE;
    }
  }

  private ImportSource fromTable(AwsClients clients, String name) {
    err().println("reading the table " + name);
    err().flush();
    return NpmTable.read(
        clients.dynamoDb(), name, bucket == null ? null : clients.s3(), bucket, this::unusable);
  }

  /// An item that is no event, or whose body is gone.
  private void unusable(String id, String why) {
    unusable++;
    tell("item " + id.replaceAll("\\p{Cntrl}", "?") + " was not taken: " + why);
  }

  private void tell(String line) {
    if (++told <= TOLD) {
      err().println(line);
    } else if (told == TOLD + 1) {
      err().println("... and more");
    }
  }

  private ImportSource fromFile() {
    return file == null || file.toString().equals("-")
        ? FileSource.of(System.in, 0)
        : FileSource.of(file);
  }

  private void print(ImportReport report) {
    if (json) {
      out()
          .println(
              "{\"events\":%d,\"appended\":%d,\"there\":%d,\"refused\":%d,\"renumbered\":%d}"
                  .formatted(
                      report.events(),
                      report.appended(),
                      report.there(),
                      report.refused() + unusable,
                      report.renumbered()));
      return;
    }
    out()
        .println(
            report.appended()
                + " appended, "
                + report.there()
                + " there already, "
                + (report.refused() + unusable)
                + " not taken");
    if (report.renumbered() > 0) {
      err().println(report.renumbered() + " have another sequence than they had");
    }
  }

  private final class Teller implements Importer.Told {
    private final ImportSource source;
    private final ProgressLine progress;

    Teller(ImportSource source, ProgressLine progress) {
      this.source = source;
      this.progress = progress;
    }

    @Override
    public void refused(long number, byte[] event, String why) {
      tell("event " + number + " was not taken: " + why);
      if (rejects != null) {
        try {
          Files.writeString(
              rejects,
              new String(event, UTF_8) + "\n",
              StandardOpenOption.CREATE,
              StandardOpenOption.APPEND);
        } catch (IOException e) {
          throw new UserError("cannot write " + rejects, e);
        }
      }
    }

    @Override
    public void progress(ImportReport report) {
      progress.at(report.events(), source.done());
    }
  }
}
