"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { useState } from "react";
import { technologies } from "@/lib/advisor";
import { isAsked } from "@/lib/design/advice";
import { technologyIds, type TechnologyId } from "@/lib/model";
import { useDesignPart } from "@/components/studio/design-provider";
import { buttonClass } from "@/components/ui/button";
import { Tabs } from "@/components/ui/tabs";
import { Section } from "../section";
import { CompareView } from "./compare-view";
import { Decision } from "./decision";
import { ExcludedList } from "./excluded-list";
import { FactsView } from "./facts-view";
import { RankingList } from "./ranking-list";
import { CombinationView, GapList, Recommendation } from "./recommendation";
import { SwitchDialog } from "./switch-dialog";
import { useAdvice, type LiveAdvice } from "./use-advice";
import { Wizard } from "./wizard";

/** Which technology the data want: questions and their live answer, a comparison, and everything that is known with its sources. */
export function TechnologyPage() {
  const target = useDesignPart((s) => s.design.settings.target);
  const router = useRouter();
  const search = useSearchParams();
  const view = ["compare", "facts"].find((known) => known === search.get("view")) ?? "advice";
  const shown = technologyIds.find((id) => id === search.get("of")) ?? target;
  const [asked, ask] = useState<TechnologyId>();
  const live = useAdvice();
  const go = (next: string, of?: TechnologyId) => router.replace(next === "advice" ? "?" : `?view=${next}${of === undefined ? "" : `&of=${of}`}`, { scroll: false });
  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto grid max-w-400 gap-4 px-6 py-5">
        <header className="flex flex-wrap items-end gap-x-4 gap-y-1">
          <div className="mr-auto">
            <h1 className="text-xl font-semibold tracking-[-0.01em]">Technology</h1>
            <p className="text-ink-2">What this design is for: {technologies[target].label}. {technologies[target].fit}</p>
          </div>
          {view === "advice" ? <a href="#decision" className={buttonClass()}>Decision and rationale</a> : undefined}
        </header>
        <Tabs
          label="Views of the technologies" value={view} onChange={(next) => go(next)} className="min-w-0 gap-4" barClassName="px-0"
          items={[
            { value: "advice", label: "Advice", content: <AdviceView live={live} chosen={target} onChoose={ask} /> },
            { value: "compare", label: "Compare", content: <CompareView live={live} chosen={target} onChoose={ask} /> },
            { value: "facts", label: "Facts and sources", content: <FactsView shown={shown} onShow={(id) => go("facts", id)} /> },
          ]}
        />
      </div>
      <SwitchDialog to={asked} onClose={() => ask(undefined)} />
    </div>
  );
}

function AdviceView({ live, chosen, onChoose }: { readonly live: LiveAdvice; readonly chosen: TechnologyId; onChoose(technology: TechnologyId): void }) {
  const workload = useDesignPart(({ design }) => design.workload);
  const schema = useDesignPart(({ design }) => design.schema);
  const loads = useDesignPart(({ design }) => design.loads);
  const patterns = useDesignPart(({ design }) => design.patterns);
  const asked = isAsked({ workload, schema, loads, patterns });
  const { usage, attributes, ranking, advice, behind } = live;
  // Tables alone say something too (foreign keys, sizes); a blank design says nothing to rank by.
  const ranked = asked || usage.derived.length > 0;
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[360px_minmax(0,1fr)] min-[100rem]:grid-cols-[440px_minmax(0,1fr)]">
      <Wizard live={live} />
      <div className="grid min-w-0 gap-5" aria-busy={behind}>
        <p className="sr-only" role="status">{behind ? "" : advice.sentence}</p>
        {asked ? undefined : <p className="rounded-card border border-dashed border-line-strong px-4 py-3 text-ink-2">{ranked ? "Nothing is answered yet: this is what the tables alone lead to. Answer the first questions, or describe access patterns, and it follows." : "Answer the first questions, or describe access patterns: the ranking stands here as soon as there is something to rank by, and follows each answer."}</p>}
        {!ranked ? undefined : <>
          <Recommendation advice={advice} attributes={attributes} chosen={chosen} onChoose={onChoose} />
          <Section title="Ranking" trailing={<p className="text-sm text-ink-3">Open a line for its arithmetic. The numbers are judgements; the limits are documented facts.</p>}>
            <RankingList ranking={ranking.ranking} attributes={attributes} chosen={chosen} onChoose={onChoose} />
          </Section>
          {advice.combination === null ? undefined : <Section title="Together with others"><CombinationView combination={advice.combination} attributes={attributes} /></Section>}
          {ranking.excluded.length === 0 ? undefined : <Section title={`Ruled out: ${ranking.excluded.length}`}><ExcludedList excluded={ranking.excluded} chosen={chosen} onChoose={onChoose} /></Section>}
          {advice.gaps.length === 0 ? undefined : <Section title="Not known, and what is assumed"><GapList gaps={advice.gaps} /></Section>}
        </>}
        <div id="decision" className="scroll-mt-4"><Section title="Decision"><Decision advice={advice} asked={asked} onChoose={onChoose} /></Section></div>
      </div>
    </div>
  );
}
