package io.schemeless.eventstore.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.ItemSize;
import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.port.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/// The npm adapter's requests are counted by the same rules as ours.
class NodeUnitsTest {
  private static final Path UNITS = Path.of("src/main/peer/units.js").toAbsolutePath();

  @Test
  void an_item_has_the_same_size_on_both_sides() throws Exception {
    Cell cell =
        new Cell(
            new Key("EventID#7", "2026-01-23T15:42:54.644Z"),
            Map.of(
                "name", new Value.Text("Bürgeramt 日本"),
                "zero", new Value.Number(0),
                "version", new Value.Number(1_234_500),
                "below", new Value.Number(-70)));
    String item =
        "{pk: 'EventID#7', sk: '2026-01-23T15:42:54.644Z', name: 'Bürgeramt 日本', zero: 0,"
            + " version: 1234500, below: -70, nothing: undefined}";

    assertThat(node("u.itemSize(" + item + ")")).isEqualTo("" + ItemSize.of(cell));
  }

  @Test
  void a_transaction_costs_twice_and_an_entry_of_an_index_once() throws Exception {
    String transaction =
        "{TransactItems: [{Update: {}}, {Put: {Item: {id: '1', created: '2', timeBucket: '3',"
            + " payload: 'x'.repeat(1100)}}}]}";
    String count =
        "(() => { const m = new u.UnitMeter(); m.count('TransactWriteItemsCommand', %s, {}, %s);"
            + " return m.writeUnits; })()";

    assertThat(node(count.formatted(transaction, "true"))).isEqualTo("7");
    // One that was refused is charged, but has no entry.
    assertThat(node(count.formatted(transaction, "false"))).isEqualTo("6");
  }

  @Test
  void a_batch_is_rounded_up_item_by_item_and_a_query_as_a_whole() throws Exception {
    String items = "[{id: 'x'.repeat(100)}, {id: 'x'.repeat(100)}, {id: 'x'.repeat(100)}]";
    String batch =
        "(() => { const m = new u.UnitMeter(); m.count('BatchGetItemCommand',"
            + " {RequestItems: {t: {Keys: [1, 2, 3, 4]}}}, {Responses: {t: "
            + items
            + "}}, true); return m.readUnits; })()";
    String query =
        "(() => { const m = new u.UnitMeter(); m.count('QueryCommand', {}, {Items: "
            + items
            + "}, true); return m.readUnits; })()";

    assertThat(node(batch)).isEqualTo("2");
    assertThat(node(query)).isEqualTo("0.5");
  }

  private static String node(String expression) throws IOException, InterruptedException {
    Process process;
    try {
      process =
          new ProcessBuilder(
                  "node",
                  "-e",
                  "const u = require(process.argv[1]); console.log(" + expression + ")",
                  UNITS.toString())
              .redirectErrorStream(true)
              .start();
    } catch (IOException e) {
      String message = "=== SKIPPED: the rules of the npm side: there is no Node.js ===";
      System.out.println(message);
      throw new TestAbortedException(message);
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output.strip();
  }
}
