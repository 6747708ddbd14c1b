import { nativeProof } from "../../../proof/native/testing/native-proof";
import { elasticsearch } from "../../../targets/elasticsearch";
import { openElasticsearch } from "./index";

for (const { id } of elasticsearch.versions) nativeProof(elasticsearch, id, () => openElasticsearch(id));
