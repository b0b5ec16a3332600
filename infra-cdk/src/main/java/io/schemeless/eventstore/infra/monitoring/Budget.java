package io.schemeless.eventstore.infra.monitoring;

import io.schemeless.eventstore.infra.config.StoreConfig;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.budgets.CfnBudget;
import software.constructs.Construct;

/// Tells somebody that the store costs more than it should, or soon will. AWS knows what a store
/// costs by its tag `store`, once that is activated for cost allocation in the account.
public final class Budget {
  private static final int NEARLY_PERCENT = 80;
  private static final int ALL_PERCENT = 100;

  private Budget() {}

  public static void add(Construct scope, StoreConfig config) {
    Integer dollars = config.monthlyBudget();
    String mail = config.alarmEmail();
    if (dollars == null || mail == null) {
      return;
    }
    CfnBudget.Builder.create(scope, "Budget")
        .budget(
            CfnBudget.BudgetDataProperty.builder()
                .budgetType("COST")
                .timeUnit("MONTHLY")
                .budgetLimit(CfnBudget.SpendProperty.builder().amount(dollars).unit("USD").build())
                .costFilters(Map.of("TagKeyValue", List.of("user:store$" + config.id())))
                .build())
        .notificationsWithSubscribers(
            List.of(
                notification("ACTUAL", NEARLY_PERCENT, mail),
                notification("FORECASTED", ALL_PERCENT, mail)))
        .build();
  }

  private static CfnBudget.NotificationWithSubscribersProperty notification(
      String kind, int percent, String mail) {
    return CfnBudget.NotificationWithSubscribersProperty.builder()
        .notification(
            CfnBudget.NotificationProperty.builder()
                .notificationType(kind)
                .comparisonOperator("GREATER_THAN")
                .threshold(percent)
                .thresholdType("PERCENTAGE")
                .build())
        .subscribers(
            List.of(
                CfnBudget.SubscriberProperty.builder()
                    .subscriptionType("EMAIL")
                    .address(mail)
                    .build()))
        .build();
  }
}
