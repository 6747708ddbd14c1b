import { command } from "./commands";
import { lookupItem, sampleItem } from "./items";
import type { DynamoModel } from "./model";

/** Two items of every entity; where values are kept unique, with their look-ups in one transaction. */
export function samples(model: DynamoModel): readonly string[] {
  return model.entities.flatMap((entity) => [1, 2].flatMap((n) => {
    const home = model.tables.find(({ id }) => id === entity.table);
    if (home === undefined) return [];
    const item = sampleItem(model, entity, n);
    const put = { TableName: home.name, Item: item, ConditionExpression: "attribute_not_exists(#key)", ExpressionAttributeNames: { "#key": home.hash.attribute } };
    const held = model.tables.flatMap((table) => {
      const lookup = table.lookup?.entity === entity.id ? lookupItem(item, table, entity) : undefined;
      return lookup === undefined ? [] : [{ Put: { TableName: table.name, Item: lookup, ConditionExpression: "attribute_not_exists(#key)", ExpressionAttributeNames: { "#key": table.hash.attribute } } }];
    });
    return [held.length === 0 ? command("PutItem", put) : command("TransactWriteItems", { TransactItems: [{ Put: put }, ...held] })];
  }));
}
