import { Decimal128 } from "bson";
import { Aggregator, Context, Query, updateMany } from "mingo";
import { $convert } from "mingo/operators/expression/type";
import * as accumulators from "mingo/operators/accumulator";
import * as expressions from "mingo/operators/expression";
import * as stages from "mingo/operators/pipeline";
import * as projections from "mingo/operators/projection";
import * as queries from "mingo/operators/query";
import type { Modifier } from "mingo/updater";
import { isDocument, type Document } from "./bson-type";
import { violation } from "./json-schema";

type Collections = (name: string) => Document[];

const context = Context.init({
  accumulator: accumulators, expression: { ...expressions, $convert: converting }, pipeline: stages, projection: projections, query: queries,
});

/** mingo converts to double where BSON has decimals. */
function converting(...[document, expression, options]: Parameters<typeof $convert>): ReturnType<typeof $convert> {
  const result: unknown = $convert(document, expression, options);
  return isDocument(expression) && expression["to"] === "decimal" && typeof result === "number" ? Decimal128.fromString(String(result)) : result;
}

function options(collections: Collections): object {
  return { context, collectionResolver: collections, jsonSchemaValidator: (schema: Document) => (document: Document) => violation(schema, document) === undefined };
}

/** Whether a document matches a filter of MongoDB's query language. */
export function matcher(filter: Document, collections: Collections): (document: Document) => boolean {
  const query = new Query(filter, options(collections));
  return (document) => query.test(document);
}

/** Runs the stages of a pipeline. Throws what MongoDB would refuse. */
export function aggregated(documents: Document[], pipeline: readonly Document[], collections: Collections): Document[] {
  return new Aggregator([...pipeline], options(collections)).run(documents).filter(isDocument);
}

const operators = new Set(["$addToSet", "$bit", "$currentDate", "$inc", "$max", "$min", "$mul", "$pop", "$pull", "$pullAll", "$push", "$rename", "$set", "$unset"]);

function isModifier(change: Document): change is Modifier<Document> & Document {
  return Object.entries(change).every(([operator, value]) => operators.has(operator) && isDocument(value));
}

const updateStages = new Set(["$addFields", "$set", "$project", "$unset", "$replaceRoot", "$replaceWith"]);

/** The documents changed by operators or by a pipeline, in their order. Throws what MongoDB would refuse. */
export function updated(documents: Document[], change: unknown, collections: Collections): Document[] {
  if (Array.isArray(change)) {
    const pipeline = change.filter(isDocument);
    const wrong = pipeline.flatMap((stage) => Object.keys(stage)).find((name) => !updateStages.has(name));
    if (wrong !== undefined) throw new Error(`${wrong} is no stage of an update`);
    return aggregated(documents, pipeline, collections);
  }
  if (!isDocument(change) || !isModifier(change)) throw new Error("An update consists of known operators, or is a pipeline");
  updateMany<Document>(documents, {}, change, {}, options(collections));
  return documents;
}
