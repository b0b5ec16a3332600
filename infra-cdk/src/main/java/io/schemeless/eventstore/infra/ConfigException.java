package io.schemeless.eventstore.infra;

/// A setting that is missing or wrong; its message is for whoever made it.
final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ConfigException(String key, String problem) {
    super("The setting " + key + " " + problem + ".");
  }

  ConfigException(String problem) {
    super(problem);
  }
}
