package io.schemeless.eventstore.infra.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The schema of the stores' files, for editors, and the reader of the settings are of one mind.
class SettingsSchemaTest {
  private static final Path STORES = Path.of("../stores");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ARN = "arn:aws:kms:eu-west-1:111122223333:key/1234";

  @Test
  void the_schema_has_every_setting_and_no_other() throws IOException {
    JsonNode schema = JSON.readTree(STORES.resolve("schema.json").toFile());
    TreeSet<String> listed = new TreeSet<>();
    schema.get("properties").fieldNames().forEachRemaining(listed::add);
    listed.remove("$schema");

    assertThat(listed).isEqualTo(ConfigReader.names());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'customerKey':true}",
        "{'customerKey':'" + ARN + "','formerKeys':['" + ARN + "']}",
        "{'readCapacity':'5-50','writeCapacity':'5-50'}",
        "{'maxReadUnits':1,'maxWriteUnits':40000}",
        "{'warmReadUnits':12000,'warmWriteUnits':4000}",
        "{'jwtIssuer':'https://i.example.com','jwtAudience':['a','b'],'jwtScopePrefix':'e/','jwtDomainScopes':true}",
        "{'cors':'https://a.example.com,https://b.example.com'}",
        "{'cors':['*']}",
        "{'replayConcurrency':'none','appendConcurrency':20}",
        "{'monthlyBudget':50,'alarmEmail':'a@example.com'}",
        "{'backupDays':35,'backupCopyTo':'arn:aws:backup:eu-west-1:111122223333:backup-vault:far'}",
        "{'rollout':'canary','packaging':'image','tableClass':'infrequentAccess'}"
      })
  void what_one_takes_the_other_takes(String settings) throws IOException {
    assertThat(byReader(settings)).isTrue();
    assertThat(bySchema(settings)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'custmerKey':true}",
        "{'customerKey':'yes'}",
        "{'customerKey':'alias/events'}",
        "{'formerKeys':['key/1']}",
        "{'readCapacity':'5-50'}",
        "{'readCapacity':5,'writeCapacity':5}",
        "{'maxReadUnits':1}",
        "{'maxReadUnits':0,'maxWriteUnits':1}",
        "{'warmReadUnits':11999,'warmWriteUnits':4000}",
        "{'jwtAudience':['a']}",
        "{'cors':['app.example.com']}",
        "{'cors':[]}",
        "{'appendConcurrency':0}",
        "{'replayConcurrency':'some'}",
        "{'appendRate':10001}",
        "{'monthlyBudget':50}",
        "{'backupDays':0}",
        "{'backupCopyTo':'arn:aws:backup:eu-west-1:111122223333:backup-vault:far'}",
        "{'rollout':'slowly'}",
        "{'notifications':'on'}",
        "{'bucket':'Capitals'}",
        "{'table':'no/slash'}"
      })
  void what_one_refuses_the_other_refuses(String settings) throws IOException {
    assertThat(byReader(settings)).isFalse();
    assertThat(bySchema(settings)).isFalse();
  }

  private static ObjectNode store(String settings) throws IOException {
    ObjectNode store = (ObjectNode) JSON.readTree(settings.replace('\'', '"'));
    return store.put("stage", "prod").put("name", "orders");
  }

  private static boolean byReader(String settings) throws IOException {
    try {
      Map<String, Object> values =
          JSON.convertValue(
              store(settings), new com.fasterxml.jackson.core.type.TypeReference<>() {});
      return ConfigReader.of(values).id().equals("orders-prod");
    } catch (ConfigException e) {
      return false;
    }
  }

  private static boolean bySchema(String settings) throws IOException {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(STORES.resolve("schema.json")));
    return schema.validate(store(settings).toString(), InputFormat.JSON).isEmpty();
  }
}
