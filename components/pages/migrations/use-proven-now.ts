"use client";

import { useEffect, useState } from "react";
import { pendingSubject, type Pending } from "@/lib/design/pending";
import type { Proof } from "@/lib/proof/proof";

export type ProvenNow = "proven" | "failed" | "other" | "none";

/** Whether a proof is of exactly what is pending now. Until that is known, "none". */
export function useProvenNow(pending: Pending, proof: Proof | undefined): ProvenNow {
  const [subject, setSubject] = useState<{ readonly of: Pending; readonly hash: string }>();
  useEffect(() => {
    let stale = false;
    void pendingSubject(pending).then((hash) => { if (!stale) setSubject({ of: pending, hash }); });
    return () => { stale = true; };
  }, [pending]);
  if (proof === undefined || subject?.of !== pending) return "none";
  return proof.subject !== subject.hash ? "other" : proof.passed ? "proven" : "failed";
}
