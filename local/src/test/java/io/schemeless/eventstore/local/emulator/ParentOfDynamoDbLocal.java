package io.schemeless.eventstore.local.emulator;

/// Starts DynamoDB Local, prints the child's process id and waits to be killed.
final class ParentOfDynamoDbLocal {
  private ParentOfDynamoDbLocal() {}

  public static void main(String[] args) throws InterruptedException {
    DynamoDbLocal child = DynamoDbLocal.start(null, false, failure -> {});
    System.out.println(child.pid());
    Thread.currentThread().join();
  }
}
