package io.schemeless.eventstore.local.command;

import io.schemeless.eventstore.client.EventStoreClient;
import io.schemeless.eventstore.client.Replay;
import io.schemeless.eventstore.local.transfer.ExportFile;
import io.schemeless.eventstore.local.transfer.ExportSink;
import io.schemeless.eventstore.local.transfer.Exporter;
import io.schemeless.eventstore.local.transfer.ProgressLine;
import io.schemeless.eventstore.local.transfer.TransferFormat;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `eventstore export`: the whole log into a file.
@Command(
    name = "export",
    description = {
      "Write every event into a file, or to standard output.",
      "%nUntil it is whole the file is called FILE.part, with FILE.checkpoint beside it: the same"
          + " command goes on where one was killed. It ends where it is caught up.%n"
    })
final class ExportCommand extends StoreCommand {
  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "Compressed if it ends in .gz. Without one: standard output.")
  private @Nullable Path file;

  @Mixin private ReplayFilterOptions filter = new ReplayFilterOptions();

  @ArgGroup private ReplayStart start = new ReplayStart();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "NDJSON",
      description =
          "${COMPLETION-CANDIDATES}: lines, an array of CloudEvents, or the npm framework's"
              + " snapshot. Default: ${DEFAULT-VALUE}.")
  private TransferFormat format = TransferFormat.NDJSON;

  @Option(
      names = "--page",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Ask for so many at a time, 1 to 10000. Default: ${DEFAULT-VALUE}.")
  private int pageSize;

  @Override
  int run(EventStoreClient client) {
    if (pageSize < 1 || pageSize > Replay.MAX_PAGE) {
      throw wrong("--page must be 1 to " + Replay.MAX_PAGE);
    }
    Replay replay = start.on(filter.on(this, client.replay()).pageSize(pageSize));
    ProgressLine progress = ProgressLine.to(err(), "exported");
    Exporter exporter = new Exporter(client, replay, format, InstantSource.system());
    try (ExportSink sink = sink()) {
      ExportSink.Place begun = sink.place();
      progress.from(begun == null ? 0 : begun.events());
      long events = exporter.run(sink, so -> progress.at(so, -1));
      progress.end(events);
      if (json && file != null) {
        out().println("{\"events\":" + events + "}");
      }
    }
    return ExitCode.OK;
  }

  private ExportSink sink() {
    if (file == null) {
      return ExportSink.to(new FileOutputStream(FileDescriptor.out));
    }
    boolean compressed = file.toString().endsWith(".gz");
    String what = format.name().toLowerCase(Locale.ROOT) + filter.text() + start.text();
    return ExportFile.open(file, what, compressed);
  }
}
