package io.schemeless.eventstore.infra.config;

/// A setting that is missing or wrong; its message is for whoever made it.
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ConfigException(String key, String problem) {
    super("The setting " + key + " " + problem + ".");
  }

  public ConfigException(String problem) {
    super(problem);
  }
}
