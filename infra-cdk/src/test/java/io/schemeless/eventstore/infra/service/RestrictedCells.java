package io.schemeless.eventstore.infra.service;

import io.schemeless.eventstore.conformance.ForwardingCells;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.CellPage;
import io.schemeless.eventstore.port.Cells;
import io.schemeless.eventstore.port.Change;
import io.schemeless.eventstore.port.Condition;
import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.port.KeyPage;
import io.schemeless.eventstore.port.Put;
import io.schemeless.eventstore.port.Range;
import io.schemeless.eventstore.port.Read;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A table that allows what a function's role does: each call is the request that the adapter for
/// DynamoDB makes of it.
final class RestrictedCells extends ForwardingCells {
  private static final String TABLE = "";
  private static final String INDEX = "/index/streams";

  private final FunctionPermissions permissions;

  RestrictedCells(Cells cells, FunctionPermissions permissions) {
    super(cells);
    this.permissions = permissions;
  }

  @Override
  public String tableId() {
    permissions.require("dynamodb:DescribeTable", TABLE, List.of());
    return super.tableId();
  }

  @Override
  public @Nullable Cell get(Key key, Read read) {
    permissions.require("dynamodb:GetItem", TABLE, List.of(key.partition()));
    return super.get(key, read);
  }

  @Override
  public Map<Key, Cell> getAll(Collection<Key> keys, Read read) {
    if (!keys.isEmpty()) {
      permissions.require("dynamodb:BatchGetItem", TABLE, partitions(keys));
    }
    return super.getAll(keys, read);
  }

  @Override
  public CellPage query(Range range) {
    permissions.require("dynamodb:Query", TABLE, List.of(range.partition()));
    return super.query(range);
  }

  @Override
  public Put put(Cell cell, Condition condition) {
    permissions.require("dynamodb:PutItem", TABLE, List.of(cell.key().partition()));
    return super.put(cell, condition);
  }

  @Override
  public OptionalLong increment(
      Key key, String attribute, Condition.Is guard, @Nullable Note note) {
    permissions.require("dynamodb:UpdateItem", TABLE, List.of(key.partition()));
    return super.increment(key, attribute, guard, note);
  }

  @Override
  public boolean transact(List<Change> changes) {
    for (Change change : changes) {
      switch (change) {
        case Change.Write(var cell, var _) ->
            permissions.require("dynamodb:PutItem", TABLE, List.of(cell.key().partition()));
        case Change.Remove(var key, _) ->
            permissions.require("dynamodb:DeleteItem", TABLE, List.of(key.partition()));
      }
    }
    return super.transact(changes);
  }

  @Override
  public KeyPage index(@Nullable String partition, KeyPage.@Nullable Bookmark after, int limit) {
    if (partition == null) {
      permissions.require("dynamodb:Scan", INDEX, List.of());
    } else {
      permissions.require("dynamodb:Query", INDEX, List.of(partition));
    }
    return super.index(partition, after, limit);
  }

  @Override
  public KeyPage scan(Collection<String> prefixes, KeyPage.@Nullable Bookmark after) {
    permissions.require("dynamodb:Scan", TABLE, List.of());
    return super.scan(prefixes, after);
  }

  @Override
  public void delete(Collection<Key> keys) {
    if (!keys.isEmpty()) {
      permissions.require("dynamodb:BatchWriteItem", TABLE, partitions(keys));
    }
    super.delete(keys);
  }

  private static List<String> partitions(Collection<Key> keys) {
    return keys.stream().map(Key::partition).toList();
  }
}
