package io.schemeless.eventstore.local.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import io.schemeless.eventstore.client.ApiRequest;
import io.schemeless.eventstore.client.EventStoreClient;
import io.schemeless.eventstore.client.StoreProblem;
import io.schemeless.eventstore.local.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Appends the events of a source in its order, batch by batch, each under a key that the source
/// itself makes. So a run that was killed is repeated, and what it had done is answered as it was
/// then; and where the keys are forgotten, the events' ids tell.
public final class Importer {
  private static final int NOT_FOUND = 404;
  private static final int BAD_REQUEST = 400;
  private static final int TOO_LARGE = 413;
  private static final int UNPROCESSABLE = 422;

  private final EventStoreClient client;
  private final Told told;
  private final boolean expectSequences;
  private ImportReport report = ImportReport.NONE;

  /// Who is told of an import.
  public interface Told {
    /// An event that the store does not take.
    ///
    /// @param number its place in the source, from 1
    void refused(long number, byte[] event, String why);

    /// After each batch.
    void progress(ImportReport report);
  }

  /// @param expectSequences whether an event must get the sequence that it had, or the import stops
  public Importer(EventStoreClient client, boolean expectSequences, Told told) {
    this.client = client;
    this.expectSequences = expectSequences;
    this.told = told;
  }

  /// @param checkpoint where to remember how far it has come, or none
  /// @throws StoreProblem if the store does not answer, or is not at the expected sequences
  public ImportReport run(ImportSource source, @Nullable Checkpoint checkpoint) {
    ImportBatches batches = new ImportBatches(source);
    String store = checkpoint == null ? "" : client.health().incarnation();
    if (checkpoint != null) {
      goOn(batches, checkpoint, store);
    }
    for (ImportBatch batch = batches.next(); batch != null; batch = batches.next()) {
      append(batch);
      if (checkpoint != null) {
        long done = batch.items().getLast().number();
        checkpoint.save(
            Map.of("events", Long.toString(done), "digest", batch.key(), "store", store));
      }
      told.progress(report);
    }
    return report;
  }

  private void goOn(ImportBatches batches, Checkpoint checkpoint, String store) {
    Map<String, String> saved = checkpoint.load();
    if (saved == null) {
      return;
    }
    if (!checkpoint.need(saved, "store").equals(store)) {
      throw new UserError(
          "the checkpoint "
              + checkpoint.file()
              + " is of another store, or of this one before a reset; take it away to start anew");
    }
    long events = Long.parseLong(checkpoint.need(saved, "events"));
    String digest = "import-" + batches.skip(events);
    if (!digest.equals(checkpoint.need(saved, "digest"))) {
      throw new UserError("the checkpoint " + checkpoint.file() + " is of another input");
    }
    report = report.plusSkipped(events);
  }

  private void append(ImportBatch batch) {
    try {
      ApiRequest request =
          ApiRequest.post("/events", batch.mediaType(), batch.body(expectSequences))
              .with("Idempotency-Key", batch.key());
      appended(batch, client.exchange(request).json());
    } catch (StoreProblem.DuplicateEvent e) {
      appendRest(batch, e);
    } catch (StoreProblem e) {
      if (!isOfTheRequest(e)) {
        throw e;
      }
      if (isOfAnId(e)) {
        appendRest(batch, e);
      } else {
        divide(batch, e);
      }
    }
  }

  /// Until the event that the store does not take is alone.
  private void divide(ImportBatch batch, StoreProblem problem) {
    if (batch.items().size() == 1) {
      refused(batch.items().getFirst(), String.valueOf(problem.getMessage()));
    } else {
      batch.halves().forEach(this::append);
    }
  }

  /// An id that only this store gives: so it may well have given it to this very event.
  private static boolean isOfAnId(StoreProblem problem) {
    return problem.body().path("errors").path(0).path("pointer").asText().endsWith("/id");
  }

  private static boolean isOfTheRequest(StoreProblem problem) {
    int status = problem.status();
    return (status == BAD_REQUEST || status == TOO_LARGE || status == UNPROCESSABLE)
        && !problem.kind().equals("idempotency-mismatch");
  }

  private void appended(ImportBatch batch, JsonNode answer) {
    int count = batch.items().size();
    if (answer.path("repeated").asBoolean()) {
      report = report.plusThere(count);
      return;
    }
    long renumbered = 0;
    for (int i = 0; i < count; i++) {
      long had = batch.items().get(i).look().sequence();
      if (had > 0 && had != answer.path("events").path(i).path("sequence").asLong()) {
        renumbered++;
      }
    }
    report = report.plusAppended(count, renumbered);
  }

  /// An id is taken: by an event of an earlier run, which is as good as appended, or by another.
  private void appendRest(ImportBatch batch, StoreProblem problem) {
    List<ImportBatch.Item> rest = new ArrayList<>();
    for (ImportBatch.Item item : batch.items()) {
      JsonNode there = find(item.look());
      if (there == null) {
        rest.add(item);
      } else if (SameEvent.is(item, there)) {
        report = report.plusThere(1);
      } else {
        refused(item, "its id is taken by another event of the store");
      }
    }
    if (rest.size() == batch.items().size()) {
      divide(batch, problem); // the id is in the batch twice, or in none of the store's events
    } else if (!rest.isEmpty()) {
      append(batch.part(rest, "r" + rest.size()));
    }
  }

  private @Nullable JsonNode find(EventLook look) {
    String id = look.id();
    if (id == null) {
      return null;
    }
    String source = look.source() == null ? "" : "&source=" + Targets.encode(look.source());
    try {
      return client.exchange(ApiRequest.get("/event?id=" + Targets.encode(id) + source)).json();
    } catch (StoreProblem e) {
      if (e.status() == NOT_FOUND) {
        return null;
      }
      throw e;
    }
  }

  private void refused(ImportBatch.Item item, String why) {
    report = report.plusRefused();
    told.refused(item.number(), item.json(), why);
  }
}
