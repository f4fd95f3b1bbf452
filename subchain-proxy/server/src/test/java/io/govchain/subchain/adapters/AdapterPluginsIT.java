package io.govchain.subchain.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govchain.adapter.AdapterSettings;
import io.govchain.adapter.AdapterSettingsException;
import io.govchain.adapter.PreparedWrites;
import io.govchain.adapter.SubchainAdapterFactory;
import io.govchain.service.database.Database;
import io.govchain.service.database.DatabaseSettings;
import io.govchain.subchain.journal.PreparedWriteTable;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loading of the plugin as it is packaged, and of plugins that are not what they should be. */
class AdapterPluginsIT {

  private static final Path PACKAGED = Path.of(System.getProperty("govchain.plugins"));

  @TempDir Path directory;

  @Test
  void shouldLoadThePackagedPluginWithItsOwnClassLoader() {
    try (AdapterPlugins plugins = AdapterPlugins.load(PACKAGED)) {
      SubchainAdapterFactory factory = plugins.factory("evm").orElseThrow();

      assertThat(factory.getClass().getClassLoader())
          .isNotSameAs(SubchainAdapterFactory.class.getClassLoader());
      assertThat(factory.kind()).isEqualTo("evm");
    }
  }

  @Test
  void shouldShareExceptionsWithThePlugin_whenASettingIsWrong() {
    try (AdapterPlugins plugins = AdapterPlugins.load(PACKAGED)) {
      SubchainAdapterFactory factory = plugins.factory("evm").orElseThrow();

      assertThatThrownBy(() -> factory.open(new AdapterSettings(directory, Map.of()), writes()))
          .isInstanceOf(AdapterSettingsException.class)
          .hasMessage("adapter.settings.rpc: setting is missing; expected a value, found nothing");
    }
  }

  private PreparedWrites writes() {
    try (Database database =
        Database.open(
            directory.resolve("proxy.db"),
            "classpath:io/govchain/subchain/migrations",
            DatabaseSettings.standard(),
            new SimpleMeterRegistry())) {
      return new PreparedWriteTable(database);
    }
  }

  @Test
  void shouldNameTheDirectoryAndTheKindsFound_whenTheKindIsAnother() {
    try (AdapterPlugins plugins = AdapterPlugins.load(PACKAGED)) {
      assertThat(plugins.factory("fabric")).isEmpty();
      assertThat(plugins.problem("fabric"))
          .contains(PACKAGED.toAbsolutePath().normalize().toString())
          .contains("expected exactly one of kind \"fabric\", found 0; kinds found [evm]");
    }
  }

  @Test
  void shouldSaySo_whenTheDirectoryIsMissing() {
    try (AdapterPlugins plugins = AdapterPlugins.load(directory.resolve("nowhere"))) {
      assertThat(plugins.problem("evm"))
          .contains(directory.resolve("nowhere").toString())
          .contains("kinds found []")
          .contains("there is no such directory");
    }
  }

  @Test
  void shouldLoadTheSoundPlugin_whenBrokenOnesLieBesideIt() throws IOException {
    copy(PACKAGED.resolve("evm"), directory.resolve("sound"));
    Path damaged = Files.createDirectories(directory.resolve("damaged"));
    Files.writeString(damaged.resolve("plugin.properties"), "plugin.version=1.0.0\n");
    Path hollow = Files.createDirectories(directory.resolve("hollow"));
    Files.writeString(
        hollow.resolve("plugin.properties"), "plugin.id=hollow\nplugin.version=1.0.0\n");
    Path liar = Files.createDirectories(directory.resolve("liar/classes/META-INF"));
    Files.writeString(
        directory.resolve("liar/plugin.properties"), "plugin.id=liar\nplugin.version=1.0.0\n");
    Files.writeString(liar.resolve("extensions.idx"), "no.such.Factory\n");
    Files.writeString(directory.resolve("noise.jar"), "not a jar");

    try (AdapterPlugins plugins = AdapterPlugins.load(directory)) {
      assertThat(plugins.factory("evm")).isPresent();
      assertThat(plugins.problem("other"))
          .contains("damaged: ", "hollow: offers no", "liar: offers no", "noise.jar: ");
    }
  }

  @Test
  void shouldNotChoose_whenTwoPluginsOfferTheSameKind() throws IOException {
    copy(PACKAGED.resolve("evm"), directory.resolve("one"));
    copy(PACKAGED.resolve("evm"), directory.resolve("two"));
    Path properties = directory.resolve("two/plugin.properties");
    Files.writeString(
        properties, Files.readString(properties).replace("plugin.id=evm", "plugin.id=evm2"));

    try (AdapterPlugins plugins = AdapterPlugins.load(directory)) {
      assertThat(plugins.factory("evm")).isEmpty();
      assertThat(plugins.problem("evm")).contains("expected exactly one of kind \"evm\", found 2");
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }
}
