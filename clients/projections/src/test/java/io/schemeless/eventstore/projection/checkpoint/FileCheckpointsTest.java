package io.schemeless.eventstore.projection.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schemeless.eventstore.projection.CheckpointStore;
import io.schemeless.eventstore.projection.NumberLog;
import io.schemeless.eventstore.projection.Projection;
import io.schemeless.eventstore.projection.ProjectionException;
import io.schemeless.eventstore.projection.ProjectionId;
import io.schemeless.eventstore.projection.UnitOfWork;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// In files: state and checkpoint are one.
class FileCheckpointsTest extends CheckpointContract<FileCheckpointsTest.Total> {
  /// The state.
  static final class Total {
    public long total;
  }

  @TempDir private Path directory;

  @SuppressWarnings("NullAway.Init") // before each test
  private FileCheckpoints<Total> files;

  @BeforeEach
  void open() {
    files = open(directory.resolve("made/now"));
  }

  @AfterEach
  void closeFiles() {
    files.close();
  }

  private static FileCheckpoints<Total> open(Path directory) {
    return new FileCheckpoints<>(directory, Total.class, Total::new);
  }

  @Override
  CheckpointStore<Total> checkpoints() {
    return files;
  }

  @Override
  Projection<Total> adding(ProjectionId projection) {
    return (event, state) -> state.total += NumberLog.value(event);
  }

  @Override
  UnitOfWork<Total> clearing(ProjectionId projection) {
    return state -> state.total = 0;
  }

  @Override
  long total(ProjectionId projection) throws Exception {
    return files.state(projection).total;
  }

  @Test
  void another_one_does_not_get_a_projection_that_is_taken() throws Exception {
    log.append(2);
    runner(adding(id)).build().catchUp();
    try (FileCheckpoints<Total> second = open(directory.resolve("made/now"))) {
      assertThatThrownBy(() -> second.load(id))
          .isInstanceOf(ProjectionException.CheckpointConflict.class);
      assertThat(second.state(id).total).isEqualTo(log.sum());
      files.close();
      assertThat(second.load(id).applied()).isEqualTo(2);
    }
  }

  @Test
  void a_half_written_file_beside_it_counts_for_nothing() throws Exception {
    log.append(4);
    runner(adding(id)).build().catchUp();
    files.close();
    Files.writeString(directory.resolve("made/now/sums-v1.json.new"), "{\"half");

    log.append(1);
    runner(adding(id)).build().catchUp();

    assertThat(total(id)).isEqualTo(log.sum());
  }
}
