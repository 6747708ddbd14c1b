/** Scalars, types and directives that Dgraph adds to a posted GraphQL schema (graphql/schema/gqlschema.go, v25), as far as a posted one can name them. */
export const prelude = `
scalar Int64
scalar DateTime
enum DgraphIndex { int int64 float bool hash exact term fulltext trigram regexp year month day hour geo hnsw }
input AuthRule { and: [AuthRule] or: [AuthRule] not: AuthRule rule: String }
enum HTTPMethod { GET POST PUT PATCH DELETE }
enum Mode { BATCH SINGLE }
input CustomHTTP {
  url: String! method: HTTPMethod! body: String graphql: String mode: Mode forwardHeaders: [String!] secretHeaders: [String!] introspectionHeaders: [String!] skipIntrospection: Boolean
}
input DgraphDefault { value: String }
type Point { longitude: Float! latitude: Float! }
type PointList { points: [Point!]! }
type Polygon { coordinates: [PointList!]! }
type MultiPolygon { polygons: [Polygon!]! }
input GenerateQueryParams { get: Boolean query: Boolean password: Boolean aggregate: Boolean }
input GenerateMutationParams { add: Boolean update: Boolean delete: Boolean }
directive @hasInverse(field: String!) on FIELD_DEFINITION
directive @search(by: [String!]) on FIELD_DEFINITION
directive @embedding on FIELD_DEFINITION
directive @dgraph(type: String, pred: String) on OBJECT | INTERFACE | FIELD_DEFINITION
directive @id(interface: Boolean) on FIELD_DEFINITION
directive @default(add: DgraphDefault, update: DgraphDefault) on FIELD_DEFINITION
directive @withSubscription on OBJECT | INTERFACE | FIELD_DEFINITION
directive @secret(field: String!, pred: String) on OBJECT | INTERFACE
directive @auth(password: AuthRule, query: AuthRule, add: AuthRule, update: AuthRule, delete: AuthRule) on OBJECT | INTERFACE
directive @custom(http: CustomHTTP, dql: String) on FIELD_DEFINITION
directive @remote on OBJECT | INTERFACE | UNION | INPUT_OBJECT | ENUM
directive @remoteResponse(name: String) on FIELD_DEFINITION
directive @lambda on FIELD_DEFINITION
directive @lambdaOnMutate(add: Boolean, update: Boolean, delete: Boolean) on OBJECT | INTERFACE
directive @cacheControl(maxAge: Int!) on QUERY
directive @generate(query: GenerateQueryParams, mutation: GenerateMutationParams, subscription: Boolean) on OBJECT | INTERFACE
`;

/** Names of the prelude that no posted definition may have, and what Dgraph keeps for itself. */
export const kept: ReadonlySet<string> = new Set([
  "Int", "Float", "String", "Boolean", "ID", "Int64", "DateTime", "Password", "Point", "PointList", "Polygon", "MultiPolygon", "Subscription", "uid", "DgraphIndex", "AuthRule", "HTTPMethod", "Mode", "CustomHTTP", "DgraphDefault", "IntFilter", "Int64Filter", "FloatFilter",
  "DateTimeFilter", "StringTermFilter", "StringRegExpFilter", "StringFullTextFilter", "StringExactFilter", "StringHashFilter", "PointGeoFilter", "PointRef", "NearFilter", "GenerateQueryParams", "GenerateMutationParams",
]);
