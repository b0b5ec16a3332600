package io.schemeless.eventstore.projection.checkpoint;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.schemeless.eventstore.projection.CheckpointStore;
import io.schemeless.eventstore.projection.ParkedEvent;
import io.schemeless.eventstore.projection.ProjectionCheckpoint;
import io.schemeless.eventstore.projection.ProjectionException;
import io.schemeless.eventstore.projection.ProjectionId;
import io.schemeless.eventstore.projection.UnitOfWork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A view that is small enough to be written as a whole after each batch: state and checkpoint lie
/// in one JSON file, `<projection>.json`, which is replaced in one step and is on the disk by then.
/// So an event is applied exactly once, whatever is killed.
///
/// One process at a time has a projection; another one is told so at once. Readers ask
/// [#state(ProjectionId)], from any process.
///
/// @param <S> the state: a type that Jackson writes and reads, and that projections change
public final class FileCheckpoints<S> implements CheckpointStore<S>, AutoCloseable {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .findAndAddModules()
          .build();

  private final Path directory;
  private final Class<S> type;
  private final Supplier<S> initial;
  private final Map<ProjectionId, OwnedFile> owned = new HashMap<>();
  private final Map<ProjectionId, StateFile<S>> current = new HashMap<>();

  /// @param directory where the files lie; made if it is not there
  /// @param initial the state before the first event
  public FileCheckpoints(Path directory, Class<S> type, Supplier<S> initial) {
    this.directory = directory;
    this.type = type;
    this.initial = initial;
  }

  /// The state as it is on the disk; the initial one if there is none.
  public S state(ProjectionId projection) throws IOException {
    return read(projection).state();
  }

  @Override
  public synchronized ProjectionCheckpoint load(ProjectionId projection) throws IOException {
    own(projection);
    current.remove(projection);
    return now(projection).checkpoint();
  }

  @Override
  public synchronized void advance(
      ProjectionCheckpoint from,
      ProjectionCheckpoint to,
      @Nullable ParkedEvent parked,
      UnitOfWork<S> work)
      throws Exception {
    StateFile<S> before = at(from);
    StateFile<S> after = before.moved(to, parked);
    changing(before, after, work);
  }

  @Override
  public synchronized void restart(
      ProjectionCheckpoint from, ProjectionCheckpoint to, UnitOfWork<S> clearing) throws Exception {
    StateFile<S> before = at(from);
    changing(before, new StateFile<>(to, List.of(), initial.get()), clearing);
  }

  @Override
  public synchronized List<ParkedEvent> parked(ProjectionId projection) throws IOException {
    return read(projection).parked();
  }

  @Override
  public synchronized boolean release(ParkedEvent event, UnitOfWork<S> work) throws Exception {
    StateFile<S> before = now(event.projection());
    StateFile<S> after = before.without(event.number());
    if (after.parked().size() == before.parked().size()) {
      return false;
    }
    changing(before, after, work);
    return true;
  }

  private StateFile<S> at(ProjectionCheckpoint from) throws IOException {
    StateFile<S> now = now(from.projection());
    if (now.checkpoint().revision() != from.revision()) {
      throw new ProjectionException.CheckpointConflict(from.projection());
    }
    return now;
  }

  /// Work that fails leaves a state that is half changed; it is forgotten, and read again.
  private void changing(StateFile<S> before, StateFile<S> after, UnitOfWork<S> work)
      throws Exception {
    ProjectionId id = before.checkpoint().projection();
    current.remove(id);
    work.run(after.state());
    own(id).replace(MAPPER.writeValueAsBytes(after.toJson(MAPPER)));
    current.put(id, after);
  }

  private StateFile<S> now(ProjectionId projection) throws IOException {
    own(projection);
    StateFile<S> known = current.get(projection);
    if (known == null) {
      known = read(projection);
      current.put(projection, known);
    }
    return known;
  }

  private StateFile<S> read(ProjectionId projection) throws IOException {
    byte[] bytes = OwnedFile.read(file(projection));
    if (bytes == null) {
      return new StateFile<>(ProjectionCheckpoint.beginning(projection), List.of(), initial.get());
    }
    return StateFile.of(MAPPER, MAPPER.readTree(bytes), type);
  }

  private OwnedFile own(ProjectionId projection) throws IOException {
    OwnedFile file = owned.get(projection);
    if (file == null) {
      file = OwnedFile.own(file(projection));
      if (file == null) {
        throw new ProjectionException.CheckpointConflict(projection);
      }
      owned.put(projection, file);
    }
    return file;
  }

  private Path file(ProjectionId projection) {
    return directory.resolve(projection + ".json");
  }

  private Path activeFile(String name) {
    return directory.resolve(name + ".active.json");
  }

  @Override
  public OptionalInt active(String name) throws IOException {
    byte[] bytes = OwnedFile.read(activeFile(name));
    if (bytes == null) {
      return OptionalInt.empty();
    }
    JsonNode version = MAPPER.readTree(bytes).path("version");
    return OptionalInt.of(version.intValue());
  }

  @Override
  public synchronized void activate(ProjectionId projection) throws IOException {
    ObjectNode json = MAPPER.createObjectNode().put("version", projection.version());
    OwnedFile.replace(activeFile(projection.name()), MAPPER.writeValueAsBytes(json));
  }

  /// A disk that is full, or a file that is not to be written.
  @Override
  public boolean isOutage(Throwable failure) {
    return failure instanceof OwnedFile.DiskFailure;
  }

  /// Lets other processes have the projections.
  @Override
  public synchronized void close() {
    owned.values().forEach(OwnedFile::close);
    owned.clear();
    current.clear();
  }
}
