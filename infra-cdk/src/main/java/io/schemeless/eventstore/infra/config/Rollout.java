package io.schemeless.eventstore.infra.config;

/// How a new version of the functions takes over in production.
public enum Rollout {
  /// With the deployment, for all requests.
  AT_ONCE("atOnce"),
  /// For one request in ten, and after ten minutes without an alarm for the others; an alarm takes
  /// it back.
  CANARY("canary");

  private final String id;

  Rollout(String id) {
    this.id = id;
  }

  /// As settings write it.
  public String id() {
    return id;
  }
}
