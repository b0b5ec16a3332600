package io.schemeless.eventstore.infra.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The settings of a store, kept in `stores/<name>-<stage>.json`: so that no deployment can forget
/// one. Context (`-c`) overrides them, and that is said.
///
/// A production store must have its file. What holds its data is also on record, in
/// `stores/<name>-<stage>.lock.json`: a change of it is refused, unless it is asked for by name.
///
/// @param folder where the files are
/// @param id of the store
/// @param settings what the file says and context has overridden
/// @param letGo of the settings on record, those that may change
public record StoreFile(
    Path folder, String id, Map<String, Object> settings, List<String> letGo, List<String> said) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// Names the file, in context.
  private static final String STORE = "store";

  private static final String LET_GO = "letGo";

  /// A change of one of these leads to another table, bucket or key.
  private static final List<String> ON_RECORD = List.of("bucket", "customerKey", "table");

  public StoreFile {
    settings = Map.copyOf(settings);
    letGo = List.copyOf(letGo);
    said = List.copyOf(said);
  }

  /// Reads the file of the store that the context names, by `store` or by `stage` and `name`.
  ///
  /// @throws ConfigException if a production store has no file, or it is not what it must be
  public static StoreFile of(Map<String, ?> context, Path folder) {
    Map<String, Object> own = new TreeMap<>(context);
    own.keySet().removeIf(key -> !key.matches("[^:/]*"));
    Object asked = own.remove(STORE);
    Object letGo = own.remove(LET_GO);
    String id = asked == null ? id(own) : asked.toString();
    Path file = folder.resolve(id + ".json");
    List<String> said = new ArrayList<>();
    Map<String, Object> settings = new HashMap<>();
    if (Files.exists(file)) {
      settings.putAll(read(file));
      settings.remove("$schema");
      if (!id.equals(id(settings))) {
        throw new ConfigException(file + " must have the name and the stage that it is called by.");
      }
    } else if (asked != null) {
      throw new ConfigException(STORE, "names no file: " + file + " is missing");
    } else if (id.endsWith("-" + Stage.PROD.id())) {
      throw new ConfigException(
          "A production store keeps its settings in a file, so that no deployment forgets one: put"
              + " them into "
              + file
              + ".");
    }
    own.forEach(
        (key, value) -> {
          Object before = settings.put(key, value);
          if (before != null && !before.toString().equals(value.toString())) {
            said.add(
                "The setting %s of %s is overridden: %s in place of %s."
                    .formatted(key, file, value, before));
          } else if (before == null && Files.exists(file)) {
            said.add("The setting %s is not in %s: %s by context.".formatted(key, file, value));
          }
        });
    List<String> free = letGo == null ? List.of() : List.of(letGo.toString().split(",", -1));
    return new StoreFile(folder, id, settings, free, said);
  }

  private static String id(Map<String, Object> settings) {
    return settings.getOrDefault("name", ConfigReader.DEFAULT_NAME)
        + "-"
        + settings.getOrDefault("stage", "");
  }

  /// The store's settings, checked.
  public StoreConfig config() {
    return ConfigReader.of(settings);
  }

  /// Holds what is to hold the data of a production store against the record, and records it.
  ///
  /// @throws ConfigException if it is another, and that was not asked for
  public void keep() {
    if (!config().stage().isProd()) {
      return;
    }
    Map<String, String> wanted = new TreeMap<>();
    for (String key : ON_RECORD) {
      Object value = settings.get(key);
      wanted.put(key, value == null ? "" : value.toString());
    }
    wanted.computeIfPresent("customerKey", (_, key) -> key.equals("false") ? "" : key);
    Path record = folder.resolve(id + ".lock.json");
    Map<String, Object> kept = Files.exists(record) ? read(record) : Map.of();
    for (String key : ON_RECORD) {
      Object before = kept.get(key);
      String now = wanted.get(key);
      if (before != null && !before.equals(now) && !letGo.contains(key)) {
        throw new ConfigException(key, change(before.toString(), now, record, key));
      }
    }
    if (!kept.equals(wanted)) {
      write(record, wanted);
    }
  }

  private static String change(String before, @Nullable String now, Path record, String key) {
    return "was %s at the last synthesis and is %s now, which leads away from what holds the data: if that is meant, say -c %s=%s once; %s is the record"
        .formatted(named(before), named(now), LET_GO, key, record);
  }

  private static String named(@Nullable String value) {
    return value == null || value.isEmpty() ? "the default" : value;
  }

  private static Map<String, Object> read(Path file) {
    try {
      return JSON.readValue(Files.readString(file), new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new ConfigException(file + " is no JSON object: " + e.getOriginalMessage() + ".");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, Map<String, String> record) {
    try {
      Files.writeString(
          file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(record) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
