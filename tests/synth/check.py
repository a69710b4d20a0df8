#!/usr/bin/env python3
"""Compares what viendan found in a corpus of vd_synth with what is known of it.

    check.py --program VIENDAN --db DB --truth FILE [--floor NAME=VALUE ...] [--faults N]

Mentions: a found one (a number, or a law by its name) is right when it overlaps a written one and has its number, or
for a law its name; exact: to the byte.  Targets: of those mentions, whether the document meant is the one linked.
Edges: (acting document, relation, document), once a document.  Verdicts: a citation of what had ended or been amended
by the citing document's day, or has been since, among the corpus's own documents; noted: said at least to be doubtful.
Damaged mentions are counted apart.
Exit status 1: a figure is below its floor.
"""
import argparse
import collections
import json
import os
import subprocess
import sys

ACCEPTED = {"cites": {"cites", "implements", "based_on", "guided_by"}, "implements": {"implements", "guided_by"},
            "supersedes": {"supersedes", "repeals"}, "repeals": {"repeals", "supersedes"}}
LAWS = {"Luật", "Bộ luật"}
CHANGES = {"amends", "supersedes", "repeals"}
AS_OF = "2030-01-01"


def rows(program, db, *question):
    run = subprocess.Popen([program, "--db", db, *question, "--format", "jsonl"], stdout=subprocess.PIPE)
    for line in run.stdout:
        yield json.loads(line)
    if run.wait() not in (0, 1):
        sys.exit("check.py: viendan %s failed" % " ".join(question))


def doc_of(source):
    return os.path.splitext(os.path.basename(source))[0]


def number_key(number):
    return number.replace("Đ", "D").replace("-", "/").upper().lstrip("0") if number else None


class Truth:
    def __init__(self, path):
        self.documents, self.by_id = {}, {}
        self.mentions = collections.defaultdict(list)
        self.edges = {}
        self.changes = collections.defaultdict(list)
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                self.add(json.loads(line))

    def add(self, row):
        kind, doc = row["kind"], row["doc"]
        if kind == "document":
            self.documents[doc] = row
            self.by_id[row["canonical_id"]] = row
        elif kind == "mention":
            self.mentions[doc].append(row)
        elif kind == "edge":
            key = (doc, row["from"], row["relation"], row["to"])
            self.edges[key] = self.edges.get(key, True) and row["damaged"]
        else:
            self.changes[row["target"]].append(row)


class Figures:
    def __init__(self, faults):
        self.counts = collections.Counter()
        self.faults, self.said = faults, collections.Counter()

    def count(self, name, right, fault=None):
        self.counts[name + " of"] += 1
        self.counts[name] += bool(right)
        if not right and fault:
            kind, text = fault
            self.said[kind] += 1
            if self.said[kind] <= self.faults:
                print(kind, text)

    def share(self, name):
        of = self.counts[name + " of"]
        return 100.0 * self.counts[name] / of if of else None


def says_same(found, written):
    if written["number_norm"] and found["number"]:
        return number_key(found["number"]) == number_key(written["number_norm"])
    if written["title"]:
        return found["title"] == written["title"] or found["target_id"] == written["canonical_id"]
    return False


def best_of(found, candidates):
    overlap = [w for w in candidates if w["start"] < found["end"] and found["start"] < w["end"]]
    overlap.sort(key=lambda w: (not says_same(found, w), abs(w["start"] - found["start"])))
    return overlap[0] if overlap else None


def check_mentions(truth, found_rows, figures):
    met = set()
    backward = collections.defaultdict(list)
    for found in found_rows:
        doc = doc_of(found["source"])
        if doc not in truth.documents:
            continue
        if found["form"] == "backward":
            backward[doc].append(found)
        if not found["core"] or found["form"] in ("self", "generic", "backward"):
            continue
        place = "%s:%d %s" % (doc, found["start"], found["surface"].replace("\n", " "))
        written = best_of(found, truth.mentions[doc])
        right = written is not None and says_same(found, written)
        if written and not right and written["form"] in ("self", "generic") and written["damage"]:
            continue  # the own number of a damaged page
        figures.count("mention precision", right, ("FALSE", place))
        if not right:
            continue
        met.add((doc, written["start"]))
        kind = "damaged " if written["damage"] else ""
        figures.count(kind + "exact spans", (found["start"], found["end"]) == (written["start"], written["end"]),
                      ("SPAN", "%s, written %d-%d" % (place, written["start"], written["end"])))
        whole = found["date"] if found["date"] and len(found["date"]) == 10 else None  # "năm 2024" is no date
        figures.count(kind + "dates", whole == written["date"],
                      ("DATE", "%s: %s, written %s" % (place, found["date"], written["date"])))
        linked = found["target_id"]
        figures.count(kind + "targets", linked == written["canonical_id"],
                      ("TARGET", "%s: %s %s, meant %s" % (place, linked, found["target_candidates"], written["canonical_id"])))
        if linked:
            figures.count(kind + "links right", linked == written["canonical_id"])
    for doc, mentions in truth.mentions.items():
        for written in mentions:
            if written["core"]:
                figures.count("damaged mention recall" if written["damage"] else "mention recall", (doc, written["start"]) in met,
                              ("MISS", "%s:%d %s" % (doc, written["start"], json.dumps(written, ensure_ascii=False))))
            elif written["form"] == "backward" and not written["damage"]:
                said = [b for b in backward[doc] if b["start"] < written["end"] and written["start"] < b["end"]]
                figures.count("backward targets", any(b["target_id"] == written["canonical_id"] for b in said),
                              ("BACK", "%s:%d %s, meant %s" % (doc, written["start"], [b["target_id"] for b in said],
                                                                 written["canonical_id"])))


def check_edges(truth, found_rows, figures):
    found = {}
    for row in found_rows:
        doc = doc_of(row["source"])
        law = row["to_type"] in LAWS or row["to_type"] == "Pháp lệnh"
        if doc in truth.documents and row["relation"] != "promulgates" and (row["to_number"] or law):
            found[(doc, row["from_id"], row["relation"], row["to_id"])] = row["start"]
    written = collections.defaultdict(set)
    for doc, acting, relation, to in truth.edges:
        written[(doc, acting, to)].add(relation)
    for (doc, acting, relation, to), start in found.items():
        said = written.get((doc, acting, to), ())
        right = any(relation in ACCEPTED.get(r, {r}) for r in said)
        kind = "damaged " if truth.documents[doc]["damaged"] else ""
        figures.count(kind + "edge precision", right, ("EDGE+", "%s:%d %s %s %s, written %s" % (doc, start, acting, relation, to, list(said))))
    for key, damaged in truth.edges.items():
        doc, acting, relation, to = key
        damaged = damaged or truth.documents[doc]["damaged"]  # who acts is known by its own number
        right = any((doc, acting, r, to) in found for r in ACCEPTED.get(relation, {relation}))
        figures.count("damaged edge recall" if damaged else "edge recall", right, ("EDGE-", " ".join(key)))


def check_documents(truth, found_rows, figures):
    carried = {}
    for row in found_rows:
        for source in row["sources"]:
            carried[doc_of(source)] = row
    for doc, written in truth.documents.items():
        row = carried.get(doc)
        kind = "damaged " if written["damaged"] else ""
        right = row is not None and row["id"] == written["canonical_id"]
        figures.count(kind + "document ids", right, ("DOC", "%s: %s, is %s" % (doc, row and row["id"], written["canonical_id"])))
        figures.count(kind + "document dates", row is not None and row["date"] == written["date"],
                      ("DOCDATE", "%s: %s, is %s" % (doc, row and row["date"], written["date"])))


def expected_verdicts(truth):
    """(citing id, cited id) → the classes of verdicts that hold."""
    out = collections.defaultdict(set)
    for doc, acting, relation, to in truth.edges:
        own = truth.documents[doc]
        if acting != own["canonical_id"] or relation in CHANGES:
            continue
        for change in truth.changes.get(to, ()):
            if change["acting"] == acting:
                continue
            what = "amended" if change["relation"] == "amends" else "ended"
            when = "before" if change["effective"] <= own["date"] else "since"  # it holds from that day on
            out[(acting, to)].add(what + "_" + when)
    return out


def check_verdicts(truth, found_rows, figures):
    expected = expected_verdicts(truth)
    found = collections.defaultdict(set)
    seen = set()
    for row in found_rows:
        pair = (row["document_id"], row["to_id"])
        verdict = row["verdict"]
        when = "before" if "_before" in verdict else "since" if "_since" in verdict else None
        if pair[0] in truth.by_id and pair[1] in truth.by_id:
            seen.add(pair)
            if when:
                found[pair].add(("amended_" if verdict.startswith("amended") else "ended_") + when)
    for pair, verdicts in expected.items():
        # What has ended is said first; that it was amended, too, need not be.
        need = {v for v in verdicts if v.startswith("ended")} or verdicts
        figures.count("verdicts noted", pair in seen, ("UNNOTED", "%s %s: are %s" % (*pair, sorted(need))))
        figures.count("verdict recall", need <= found.get(pair, set()),
                      ("VERDICT-", "%s %s: %s, are %s" % (*pair, sorted(found.get(pair, ())), sorted(need))))
    for pair, verdicts in found.items():
        figures.count("verdict precision", verdicts <= expected.get(pair, set()),
                      ("VERDICT+", "%s %s: %s, are %s" % (*pair, sorted(verdicts), sorted(expected.get(pair, ())))))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", required=True)
    parser.add_argument("--db", required=True)
    parser.add_argument("--truth", required=True)
    parser.add_argument("--floor", action="append", default=[])
    parser.add_argument("--faults", type=int, default=0, help="print up to N of each kind")
    args = parser.parse_args()
    truth = Truth(args.truth)
    figures = Figures(args.faults)
    check_documents(truth, rows(args.program, args.db, "documents"), figures)
    check_mentions(truth, rows(args.program, args.db, "mentions"), figures)
    check_edges(truth, rows(args.program, args.db, "edges"), figures)
    check_verdicts(truth, rows(args.program, args.db, "outdated", "--severity", "note", "--as-of", AS_OF), figures)
    for name in sorted(n for n in figures.counts if not n.endswith(" of")):
        print("%-24s %6.2f %%  (%d of %d)" % (name, figures.share(name), figures.counts[name], figures.counts[name + " of"]))
    low = 0
    for floor in args.floor:
        name, least = floor.rsplit("=", 1)
        share = figures.share(name.replace("_", " "))
        if share is None or share < float(least):
            print("TOO LOW %s: %s, floor %s" % (name, share, least))
            low = 1
    return low


if __name__ == "__main__":
    sys.exit(main())
