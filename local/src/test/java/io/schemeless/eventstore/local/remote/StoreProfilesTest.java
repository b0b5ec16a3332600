package io.schemeless.eventstore.local.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreProfilesTest {
  @TempDir private Path folder;

  private StoreProfiles profiles(String text) throws Exception {
    return StoreProfiles.read(Files.writeString(folder.resolve("stores.properties"), text));
  }

  @Test
  void a_store_is_found_by_its_name() throws Exception {
    StoreProfiles profiles =
        profiles(
            """
            orders.url = https://a.execute-api.eu-west-1.amazonaws.com/
            orders.aws-profile = ops
            my.store.url = http://localhost:8787
            my.store.token-file = /t
            """);

    assertThat(profiles.store("orders"))
        .isEqualTo(
            new Connection(
                URI.create("https://a.execute-api.eu-west-1.amazonaws.com/"),
                "ops",
                null,
                null,
                null));
    assertThat(profiles.store("my.store").tokenFile()).isEqualTo(Path.of("/t"));
    assertThatThrownBy(() -> profiles.store("other")).hasMessageContaining("[my.store, orders]");
  }

  @Test
  void what_nobody_knows_is_said() {
    assertThatThrownBy(() -> profiles("orders.URL=x")).hasMessageContaining("orders.URL");
    assertThatThrownBy(() -> profiles("orders.url=ftp://x").store("orders"))
        .hasMessageContaining("ftp://x");
    assertThatThrownBy(() -> StoreProfiles.read(folder.resolve("none")))
        .hasMessageContaining("none");
  }

  @Test
  void the_file_is_where_the_environment_says() {
    assertThat(StoreProfiles.file(Map.of("EVENT_STORE_CONFIG", "/a/b"))).isEqualTo(Path.of("/a/b"));
    assertThat(StoreProfiles.file(Map.of("XDG_CONFIG_HOME", "/x")))
        .isEqualTo(Path.of("/x/eventstore/stores.properties"));
  }
}
