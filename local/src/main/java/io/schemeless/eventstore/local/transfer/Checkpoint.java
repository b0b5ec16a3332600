package io.schemeless.eventstore.local.transfer;

import io.schemeless.eventstore.local.UserError;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// A small file that says how far something has come. It is replaced in one step, so a process that
/// is killed leaves the old one or the new one.
public record Checkpoint(Path file) {

  /// What was saved, none if there is no such file.
  ///
  /// @throws UserError if it is no checkpoint
  public @Nullable Map<String, String> load() {
    Properties values = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      values.load(reader);
    } catch (java.nio.file.NoSuchFileException e) {
      return null;
    } catch (IOException | IllegalArgumentException e) {
      throw new UserError("cannot read the checkpoint " + file, e);
    }
    Map<String, String> read = new java.util.HashMap<>();
    values.stringPropertyNames().forEach(name -> read.put(name, values.getProperty(name)));
    if (read.isEmpty()) {
      throw new UserError(file + " is not a checkpoint");
    }
    return read;
  }

  public void save(Map<String, String> values) {
    Properties properties = new Properties();
    properties.putAll(values);
    Path next = file.resolveSibling(file.getFileName() + ".new");
    try {
      try (Writer writer = Files.newBufferedWriter(next)) {
        properties.store(writer, null);
      }
      Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UserError("cannot write the checkpoint " + file, e);
    }
  }

  public void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A member that must be there.
  public String need(Map<String, String> values, String name) {
    String value = values.get(name);
    if (value == null) {
      throw new UserError(file + " is no checkpoint of this kind: it has no " + name);
    }
    return value;
  }
}
