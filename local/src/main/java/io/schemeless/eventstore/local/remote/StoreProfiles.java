package io.schemeless.eventstore.local.remote;

import io.schemeless.eventstore.local.UserError;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The stores that a user gave names to: a file of properties, `NAME.url=...`, and for each name
/// `aws-profile`, `region` or `token-file`.
public final class StoreProfiles {
  /// Where the file is, if not in its usual place.
  public static final String VARIABLE = "EVENT_STORE_CONFIG";

  private static final Set<String> SETTINGS = Set.of("url", "aws-profile", "region", "token-file");

  private final Path file;
  private final Properties values = new Properties();

  private StoreProfiles(Path file) {
    this.file = file;
  }

  /// @param environment the variables of the shell
  public static Path file(Map<String, String> environment) {
    String given = environment.get(VARIABLE);
    if (given != null && !given.isBlank()) {
      return Path.of(given);
    }
    String config = environment.get("XDG_CONFIG_HOME");
    return config == null || config.isBlank()
        ? Path.of(System.getProperty("user.home"), ".config", "eventstore", "stores.properties")
        : Path.of(config, "eventstore", "stores.properties");
  }

  /// @throws UserError if the file cannot be read, or says what nobody knows
  public static StoreProfiles read(Path file) {
    StoreProfiles profiles = new StoreProfiles(file);
    try (Reader reader = Files.newBufferedReader(file)) {
      profiles.values.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new UserError("cannot read the stores in " + file + ": " + e.getMessage(), e);
    }
    for (String key : profiles.values.stringPropertyNames()) {
      int point = key.lastIndexOf('.');
      if (point < 1 || !SETTINGS.contains(key.substring(point + 1))) {
        throw new UserError(
            file + ": \"" + key + "\" is not NAME." + String.join(" or NAME.", sorted(SETTINGS)));
      }
    }
    return profiles;
  }

  /// The store of a name.
  public Connection store(String name) {
    String url = values.getProperty(name + ".url");
    if (url == null) {
      throw new UserError(file + " has no store " + name + "; it has " + sorted(names()));
    }
    String tokenFile = value(name, "token-file");
    return new Connection(
        Connection.url(url),
        value(name, "aws-profile"),
        value(name, "region"),
        null,
        tokenFile == null ? null : Path.of(tokenFile));
  }

  private @Nullable String value(String name, String setting) {
    String value = values.getProperty(name + "." + setting);
    return value == null || value.isBlank() ? null : value.strip();
  }

  private Set<String> names() {
    Set<String> names = new TreeSet<>();
    for (String key : values.stringPropertyNames()) {
      names.add(key.substring(0, key.lastIndexOf('.')));
    }
    return names;
  }

  private static Set<String> sorted(Set<String> names) {
    return new TreeSet<>(names);
  }
}
