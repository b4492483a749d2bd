"""What keta says of a page that was scanned, worked out once and drawn by every format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.frozen import NamedTuple, replace
from ketacli.labels import plural
from ketacli.quantities import phrase
from ketacli.report import arms, meant, played_down
from ketacli.report import card as cards
from ketacli.report.card import VERDICTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ketacli.answer import Context
    from ketacli.model import Omission, Study, Topic
    from ketacli.report.arms import Pair
    from ketacli.report.card import Card, Line
    from ketacli.report.played_down import PlayedDown
    from ketacli.store import Store
    from ketacli.store.scanning import Differing, PageFigure, Scan, Scanned

SHOWN, MOST_MENTIONED, MOST_OMISSIONS = 8, 10, 4
"""How many sentences that state a claim in part, or come close, how many groups of sentences that touch omissions, and how many others are shown without `--full`."""

MOST_STUDIES = 2
"""How many studies a figure of the page is set beside."""

_DENIED = {
    "wrong": "is wrong",
    "goes-too-far": "goes too far",
    "no-evidence": "has no evidence",
    "partly-true": "is partly true",
    "early-signs": "has early signs only",
    "supported": "is supported",
}
_FAILING = ("wrong", "goes-too-far")
_BESIDE = ("In fact", "Risk", "Caveat")
"""The lines of a known claim that follow a sentence in short; one of them, and the rest is counted."""


class Beside(NamedTuple):
    """A figure of the page set beside those of studies: in a sentence, and the pairs of arms it is made of."""

    heading: str
    page: PageFigure
    text: str
    pairs: tuple[Pair, ...]
    compared: tuple[str, ...] = ()
    """What the people compared got, in a word, for each pair."""
    agrees: str = ""
    """The study of which the page gives the figures of both arms."""


class Known(NamedTuple):
    """A known claim under a sentence, as a card; `differs` are the figures that do not fit.

    `not_covered` is what the sentence says besides, if a part of it states the claim; `denies` whether it says the opposite,
    `is_against` whether the claim says that something is not so, and the sentence has no such word.
    """

    card: Card
    differs: Differing | None = None
    not_covered: tuple[str, ...] = ()
    denies: bool = False
    is_against: bool = False

    @property
    def order(self) -> tuple[int, bool]:
        """By what known claims are put in order: the worst verdict first, of these what one could come to harm by."""
        is_harm = bool(self.card.risks) or any(claim.type == "safety" for claim in self.card.claims)
        return list(VERDICTS).index(self.card.kind), not is_harm

    @property
    def verdict(self) -> tuple[str, str]:
        """The mark and the words of its verdict beside a sentence that it does not hold for as a whole.

        That a known claim is supported must not read as if the sentence were, so it has no mark there; one that says that
        something is not so stands against a sentence that does not.
        """
        if self.card.kind == "supported":
            return "", "but supported is" if self.is_against else "supported is only this"
        return self.card.mark, self.card.verdict

    @property
    def aside(self) -> tuple[str, str]:
        """The mark and the words of its verdict behind a claim that a sentence is only like: `That claim goes too far`."""
        if self.card.kind == "supported":
            return "", "But that claim is supported" if self.is_against else "Supported is only that claim"
        said = _DENIED.get(self.card.kind)
        return self.card.mark, f"That claim {said}" if said else f"That claim: {self.card.verdict}"

    @property
    def short(self) -> tuple[Line, ...]:
        """The lines of the card that are shown in short: what is so, else the first caveat; a risk of harm always."""
        lines = [line for line in self.card.lines if line.label in _BESIDE]
        first = [line for line in lines if line.label != "Risk"][:1]
        return tuple(line for line in lines if line in first or line.label == "Risk")

    @property
    def rest(self) -> tuple[Line, ...]:
        """The lines of a claim that is stated, but for the claim itself."""
        return self.card.lines[1:]

    @property
    def beyond(self) -> tuple[tuple[str, str], ...]:
        """What of the sentence the claim does not cover, or how the sentence differs: labels with what is said."""
        said = [("Differs", differing(self.differs))] if self.differs is not None else []
        if self.not_covered:
            said.append(("Rest", f"no verdict on {'; '.join(f'“{one}”' for one in self.not_covered)}"))
        if self.denies:
            kind = _DENIED.get(self.card.kind, "")
            said.append(("Opposite", f"this sentence says the opposite of a known claim{kind and f' that {kind}'}"))
        return tuple(said)


class Told(NamedTuple):
    """A sentence of the page with what keta knows of it; `kind` is `states`, `part`, `close` or empty.

    `known` are the claims that it states, or states in part, or else comes close to; `near` those that one that states
    others in part comes close to.
    """

    scanned: Scanned
    kind: str
    known: tuple[Known, ...]
    figures: tuple[Beside, ...] = ()
    near: tuple[Known, ...] = ()

    @property
    def n(self) -> int:
        """Its number on the page."""
        return self.scanned.passage.n

    @property
    def agrees(self) -> bool:
        """Whether it only comes close to a claim, and gives the figures of a study as this has them."""
        return self.kind == "close" and any(one.agrees for one in self.figures)

    @property
    def worst(self) -> str:
        """The worst verdict of its `known` claims: a key of `VERDICTS`."""
        return min((one.card.kind for one in self.known), key=list(VERDICTS).index)

    @property
    def order(self) -> tuple[bool, tuple[int, bool]]:
        """By what sentences are put in order: by their first claim; what denies its claim comes last."""
        return self.known[0].denies, self.known[0].order

    @property
    def ids(self) -> str:
        """The ids of its claims."""
        return ", ".join(one.card.ids for one in (*self.known, *self.near))


class LeftOut(NamedTuple):
    """An omission that no sentence of the page touches, with the names of its sources."""

    omission: Omission
    sources: str

    @property
    def is_on_safety(self) -> bool:
        """Whether somebody could come to harm by it who does not know it."""
        from ketacli.store.touching import HARMS

        topics = self.omission.topics if self.omission.importance == "core" else ()
        return any(not harm.isdisjoint(topics) for harm in HARMS)


class Mentioned(NamedTuple):
    """Sentences of the page that touch the same omissions, with these, those first that one could come to harm by.

    One that gives a share of people, and is like no known claim, has the figures of studies instead, or besides.
    """

    told: tuple[Told, ...]
    omissions: tuple[LeftOut, ...]

    @property
    def is_on_safety(self) -> bool:
        """Whether one of its points is on safety."""
        return any(one.is_on_safety for one in self.omissions)

    @property
    def figures(self) -> tuple[Beside, ...]:
        """The figures of its sentences that are nowhere else."""
        return tuple(figure for one in self.told if not one.kind for figure in one.figures)

    @property
    def is_asked(self) -> bool:
        """Whether its sentences are questions, which say nothing themselves."""
        return all(one.scanned.passage.text.endswith("?") for one in self.told)


class Report(NamedTuple):
    """What keta says of a page: `told` in the order of the page."""

    scan: Scan
    told: tuple[Told, ...]
    left_out: tuple[LeftOut, ...]
    topics: tuple[Topic, ...]
    context: Context
    references: tuple[Study, ...] = ()
    mentioned: tuple[Mentioned, ...] = ()
    played_down: tuple[PlayedDown, ...] = ()

    @property
    def name(self) -> str:
        """What the page is called: its file, or its title where it came through a pipe."""
        page = self.scan.page
        return page.file if page.file != "-" else page.title or "standard input"

    @property
    def sentences(self) -> int:
        """How many sentences there are: headings are none."""
        return sum(one.scanned.passage.kind != "heading" for one in self.told)

    def of_kind(self, kind: str) -> list[Told]:
        """Return the sentences of a kind, those with the worst verdict first, of these those on harms."""
        found = [one for one in self.told if one.kind == kind]
        return sorted(found, key=lambda one: (one.order, one.n)) if kind else found

    @property
    def agreeing(self) -> list[Told]:
        """The sentences that come close to a claim and give the figures of a study as this has them."""
        return [one for one in self.of_kind("close") if one.agrees]

    @property
    def close(self) -> list[Told]:
        """The other sentences that come close to a claim."""
        return [one for one in self.of_kind("close") if not one.agrees]

    def verdicts(self, kind: str) -> dict[str, int]:
        """Return how many sentences of a kind have which worst verdict on their claims, worst first."""
        kinds = [one.worst for one in self.told if one.kind == kind]
        return {name: kinds.count(name) for name in VERDICTS if name in kinds}

    @property
    def silent(self) -> int:
        """How many sentences keta has nothing on."""
        touching = self.touching | self.playing_down
        return self.sentences - sum(bool(one.kind or one.n in touching) for one in self.told)

    @property
    def touching(self) -> frozenset[int]:
        """The numbers of the sentences that touch what keta knows more of, and play none of it down."""
        return frozenset(one.n for group in self.mentioned for one in group.told)

    @property
    def playing_down(self) -> frozenset[int]:
        """The numbers of the sentences that seem to play something down, or to promise too much."""
        return frozenset(one.n for group in self.played_down for one in group.told)

    @property
    def on_safety(self) -> tuple[int, ...]:
        """The numbers of all sentences on safety, those too that seem to play something down."""
        others = {one.n for group in self.mentions(on_safety=True) for one in group.told}
        return tuple(sorted(self.playing_down | others))

    def mentions(self, *, on_safety: bool) -> tuple[Mentioned, ...]:
        """Return the mentions on safety, or the others; those of questions come last."""
        found = [group for group in self.mentioned if group.is_on_safety == on_safety]
        return tuple(sorted(found, key=lambda group: group.is_asked))

    def points(self, n: int) -> list[tuple[LeftOut, int]]:
        """Return the points that a sentence plays down, then those that it touches, those on safety first.

        Each has the first sentence that it is told with.
        """
        groups = (*self.mentions(on_safety=True), *self.mentions(on_safety=False))
        told = [(group.told, (group.point, *group.others, *group.touched)) for group in self.played_down]
        told += [(group.told, group.omissions) for group in groups]
        found: dict[str, int] = {}
        for sentences, points in told:
            for point in points:
                found.setdefault(point.omission.id, sentences[0].n)
        mine = [points for sentences, points in told if any(one.n == n for one in sentences)]
        return [(point, found[point.omission.id]) for points in mine for point in points]

    def plays_down(self, n: int) -> tuple[PlayedDown, ...]:
        """Return what a sentence seems to play down: one group, or none."""
        return tuple(group for group in self.played_down if any(one.n == n for one in group.told))


_WORDS = {**{name: word for name, (_, word) in VERDICTS.items()}, "no-evidence": "without evidence"}


def safety(report: Report) -> tuple[str, tuple[int, ...]]:
    """Return that keta knows something on the safety of sentences, to be followed by their numbers, and these; empty where there is none."""
    numbers = tuple(sorted({one.n for group in report.mentions(on_safety=True) for one in group.told}))
    many = (
        f"{len(numbers)} more sentence{'s' * (len(numbers) > 1)}"
        if report.played_down
        else plural(len(numbers), "sentence")
    )
    return (f"On safety keta knows something about {many}, counted below as well:" if numbers else ""), numbers


def tally(report: Report) -> str:
    """Return how many sentences there are of each kind: each is counted once, so that they add up."""
    kinds = {kind: [one for one in report.told if one.n and one.kind == kind] for kind in ("states", "part", "close")}
    agreeing = [one for one in kinds["close"] if one.agrees]
    kinds["close"] = [one for one in kinds["close"] if not one.agrees]
    count = {kind: len(told) for kind, told in kinds.items()}
    down, touching = report.playing_down, report.touching
    only_down = sum(not one.kind and one.n in down for one in report.told)
    only = sum(not one.kind and one.n in touching for one in report.told)
    parts = [
        f"{count['states'] or 'none'} {_verb(count['states'], 'state')} a known claim{_counted(report, 'states')}",
        f"{count['part']} {_verb(count['part'], 'state')} one in part and {_verb(count['part'], 'say')} more{_counted(report, 'part')}"
        if count["part"]
        else "",
        f"{count['close'] or 'none'} {_verb(count['close'], 'come')} close to one{_failing(kinds['close'])}",
        f"{len(agreeing)} {_verb(len(agreeing), 'give')} figures as a study has them" if agreeing else "",
        f"{only_down} only {_verb(only_down, 'seem')} to play something down or to promise too much"
        if only_down
        else "",
        f"{only} only {_verb(only, 'touch')} what keta knows more of" if only else "",
        _silence(report.silent),
    ]
    return f"Each counted once: {'; '.join(filter(None, parts))}."


def _verb(count: int, verb: str) -> str:
    ending = "es" if verb.endswith("ch") else "s"
    return verb if count > 1 else f"{verb}{ending}"


def _counted(report: Report, kind: str) -> str:
    told = ", ".join(f"{number} {_WORDS[name]}" for name, number in report.verdicts(kind).items())
    return f" ({'the part: ' if kind == 'part' else ''}{told})" if told else ""


def _failing(told: Sequence[Told]) -> str:
    count = sum(any(known.card.kind in _FAILING and not known.denies for known in one.known) for one in told)
    if not count:
        return ""
    return (
        " that is wrong or goes too far"
        if len(told) == 1
        else f" ({count} of them to one that is wrong or goes too far)"
    )


def _silence(count: int) -> str:
    they = "it is" if count == 1 else "they are"
    return f"on {count} keta has nothing, which says nothing about whether {they} true" if count else ""


_LEFT = {
    "header": "header",
    "menu": "menus",
    "footer": "footer",
    "notice": "notices",
    "hidden": "hidden text",
    "other": "text at the side",
}
"""What text that is left out is, in the order in which it is named."""


def unread(report: Report) -> str:
    """Return how much text of the page was left out as none of what it says, and what that is; empty where none was."""
    left = report.scan.page.left
    count = sum(len(one.text.replace(" / ", " ").split()) for one in left)
    kinds = {one.kind for one in left}
    named = ", ".join(word for kind, word in _LEFT.items() if kind in kinds)
    return f"Not read: {plural(count, 'word')} ({named})" if left else ""


def left_texts(report: Report) -> tuple[tuple[str, str], ...]:
    """Return the texts that were left out, each with what it is."""
    return tuple((_LEFT[one.kind], one.text) for one in report.scan.page.left)


def leads(report: Report) -> list[tuple[str, tuple[int, ...]]]:
    """Return what a reader must see first, each to be followed by the numbers of sentences, and these."""
    down = [played_down.summed_up(report.played_down, is_promise=is_promise) for is_promise in (False, True)]
    return [(said, numbers) for said, numbers in (*down, safety(report)) if numbers]


def head(report: Report, unread_at: str) -> tuple[str, ...]:
    """Return the sentences that sum up what keta says of a page: first what it seems to play down, then what else is on safety.

    `unread_at` says where what was left out is listed.
    """
    left = unread(report)
    return tuple(
        filter(
            None,
            (
                *(f"{said} {', '.join(map(str, numbers))}." for said, numbers in leads(report)),
                tally(report),
                f"{left}{unread_at}." if left else "",
            ),
        )
    )


def report(store: Store, scan: Scan, context: Context) -> Report:
    """Return what keta says of a page."""
    shown = {name: cards.card(claim, context) for name, claim in scan.claims.items()}
    cited = dict.fromkeys(one.source for claim in scan.claims.values() for one in claim.evidence)
    measures = {figure.measure for one in scan.sentences if one.is_known or _shares(one) for figure in one.figures}
    is_bare = any((not (one.states or one.compare) or _may_mean_one(one)) and _shares(one) for one in scan.sentences)
    studies = store.studies(store.measuring(measures).intersection(store.ids("study") if is_bare else cited))
    names = {record["id"]: record for record in store.listed("measure")} if measures else {}
    short = {record["id"]: record.get("short") or record["name"] for record in store.listed("intervention")}
    broader = {**store.broader("intervention"), **store.broader("population")} if measures else {}
    told = tuple(_told(one, shown, studies, names, short, broader) for one in scan.sentences)

    def sourced(one: Omission) -> LeftOut:
        return LeftOut(one, "; ".join(context.labels.get(name, name) for name in one.sources))

    left_out = tuple(map(sourced, scan.omissions))
    by_sentences: dict[tuple[int, ...], list[LeftOut]] = {}
    numbered = {one.n: one for one in told if one.n}
    down = played_down.groups(scan.mentions, numbered, sourced, lambda: _crisis(store))
    denying = {one.n for group in down for one in group.told}
    for mention in scan.mentions:
        if sentences := tuple(n for n in mention.sentences if n not in denying):
            by_sentences.setdefault(sentences, []).append(sourced(mention.omission))
    for one in told:
        if one.figures and not one.kind and one.n not in denying:
            by_sentences.setdefault((one.n,), [])
    mentioned = tuple(
        Mentioned(tuple(numbered[n] for n in sentences), tuple(omissions))
        for sentences, omissions in by_sentences.items()
    )
    used = {pair.study.id: pair.study for one in told for beside in one.figures for pair in beside.pairs}
    references = tuple(sorted(used.values(), key=lambda one: one.label))
    return Report(scan, told, left_out, scan.topics, context, references, mentioned, down)


def _crisis(store: Store) -> str:
    from ketacli.report.summary import crisis

    return crisis(store)


def _told(  # noqa: PLR0913, PLR0917 - what a sentence is told with
    one: Scanned,
    shown: Mapping[str, Card],
    studies: Mapping[str, Study],
    names: Mapping[str, Mapping[str, str]],
    short: Mapping[str, str],
    broader: Mapping[str, str | None],
) -> Told:
    stated = [Known(shown[name]) for name in one.states]
    stated += [Known(shown[part.claim], not_covered=part.not_covered) for part in one.states_in_part]
    near = tuple(
        Known(shown[near.claim], near.differs, denies=near.denies, is_against=_is_against(shown[near.claim], one))
        for near in one.compare
    )
    known = tuple(sorted(stated, key=lambda known: known.order)) or near
    kind = "states" if one.states else "part" if stated else "close" if known else ""
    figures = tuple(_beside(one, known, studies, names, short, broader)) if studies and (known or _shares(one)) else ()
    if kind == "part" and studies and not figures:
        figures = tuple(_beside(one, near, studies, names, short, broader))
    return Told(one, kind, known, figures, near if kind == "part" else ())


_NOT = frozenset({"not", "never", "cannot", "neither", "nor"})
"""Words by which a claim says that something is not so; more words may say so of a sentence."""


def _is_against(card: Card, one: Scanned) -> bool:
    """Whether a claim says that something is not so, and a sentence that is like it has no such word."""
    from ketacli.matching.tone import NEGATIONS

    said, claimed = (
        {word.strip(",;:.!?()“”\"'") for word in text.lower().replace("n't", " not").replace("n’t", " not").split()}
        for text in (one.passage.text, card.lines[0].text)
    )
    return not _NOT.isdisjoint(claimed) and NEGATIONS.isdisjoint(said)


def _may_mean_one(one: Scanned) -> bool:
    """Whether a sentence may give the figures of one study: of both its arms, or with its place, year or name."""
    shares = [figure for figure in one.figures if figure.unit == "%" and figure.value is not None]
    return len(shares) > 1 or meant.names_a_study(one.passage.text)


def _beside(  # noqa: PLR0913, PLR0917 - as above
    one: Scanned,
    known: Sequence[Known],
    studies: Mapping[str, Study],
    names: Mapping[str, Mapping[str, str]],
    short: Mapping[str, str],
    broader: Mapping[str, str | None],
) -> Iterator[Beside]:
    """Yield each figure of a sentence beside the figures that studies of its claims have of the same measure.

    Where the store has no claim like it, each share of people is set beside those of all studies of its product.
    """
    claims = [claim for one in known for claim in one.card.claims]
    cited = (
        list(dict.fromkeys(evidence.source for claim in claims for evidence in claim.evidence))
        if claims
        else list(studies)
    )
    means = meant.meant(one.passage.text, studies)
    if means is not None:
        cited = [*(name for name in cited if name in means), *sorted(means.difference(cited))]
    agreed = False
    for figure in one.figures if _may_mean_one(one) else ():
        pairs = [pair for name in means or studies for pair in arms.pairs(studies[name], [figure.measure])]
        for pair in meant.agreeing(figure, one.figures, pairs, broader)[:1]:
            agreed = True
            yield _as_in(figure, pair, names, short)
    if agreed:
        return
    if one.people and any(figure.measure == "age" and figure.value is None for figure in one.figures):
        return  # `those aged 15 to 55` are none of the groups that studies have
    people = one.people or tuple(filter(None, [claims[0].scope.population if claims else None]))
    for figure in one.figures if claims else _shares(one):
        if names.get(figure.measure, {}).get("dimension") is None:
            continue  # a year: of which of several events it is words do not tell
        product = _product(figure, claims[0].scope.intervention if claims else None, one.about, broader)
        pairs = [
            pair
            for name in cited
            if name in studies
            for pair in arms.pairs(studies[name], [figure.measure])
            if _is_of(pair, product, broader) and _are_of(pair, people, broader) and not _is_within(figure, pair)
        ]
        may_show = product or figure.unit != "%" or means is not None
        chosen = _chosen(pairs, figure, is_meant=means is not None) if may_show else []
        if chosen:
            heading = names.get(figure.measure, {}).get("heading") or names.get(figure.measure, {}).get("name", "")
            names_of = tuple(short.get(pair.compared.result.arm or "", "") if pair.compared else "" for pair in chosen)
            yield Beside(heading, figure, _words(figure, chosen, short, product), tuple(chosen), names_of)


def _as_in(figure: PageFigure, pair: Pair, names: Mapping[str, Mapping[str, str]], short: Mapping[str, str]) -> Beside:
    """Return a figure that the page has from a study, beside this alone."""
    measure = names.get(figure.measure, {})
    heading = measure.get("heading") or measure.get("name", "")
    compared = short.get(pair.compared.result.arm or "", "") if pair.compared else ""
    text = f"as in {_words_of(pair, short, None, ':')}"
    return Beside(heading, figure, text, (pair,), (compared,), pair.study.label)


def _is_within(figure: PageFigure, pair: Pair) -> bool:
    """Whether a figure only lies beyond a bound that people had to pass: five medicines tell nothing beside "at least two"."""
    bound = pair.first.result
    return bound.statistic == "threshold" and figure.value is not None and figure.value != bound.value


def _shares(one: Scanned) -> list[PageFigure]:
    """Return the shares of people that a sentence gives, and the times of the one product that it is on; a question gives none."""
    from ketacli.quantities import UNITS

    if not one.passage.n or one.passage.is_question:
        return []
    times = [figure for figure in one.figures if figure.unit and UNITS[figure.unit][0] == "time"] if one.about else []
    return [figure for figure in one.figures if figure.unit == "%" or figure in times]


def _product(
    figure: PageFigure, of_claim: str | None, about: str | None, broader: Mapping[str, str | None]
) -> str | None:
    """Return the product whose figures a figure of a page is set beside: its own, if that is not the claim's in other words."""
    from ketacli.quantities import is_related

    if of_claim and is_related(of_claim, figure.intervention, broader):
        return of_claim
    return figure.intervention or about


def _are_of(pair: Pair, people: Sequence[str], broader: Mapping[str, str | None]) -> bool:
    """Whether a pair of arms is of one of the groups that are named, or of a part of it; so it is where none is named."""
    from ketacli.quantities import ancestors

    of_pair = pair.first.result.population or pair.study.population
    return not people or of_pair is None or not set(people).isdisjoint(ancestors(of_pair, broader))


def _is_of(pair: Pair, product: str | None, broader: Mapping[str, str | None]) -> bool:
    """Whether a pair of arms is about a product, or one that includes it or is included."""
    from ketacli.quantities import is_related

    arm = pair.first.result.arm
    if product is None or arm is None:
        return True
    return is_related(arm, product, broader)


def _chosen(pairs: Iterable[Pair], figure: PageFigure, *, is_meant: bool = False) -> list[Pair]:
    """Return the pairs of arms to show: those of the strongest designs, the largest first, one a study.

    A trial with a comparison whose very figure the page gives comes before all: the page may be speaking of it. One without never does.
    Of a part of the people (who were in remission) only a study is shown that the page seems to mean.
    """
    order = list(arms.GROUPS)
    whole = [pair for pair in pairs if (is_meant or pair.first.result.outcome is None) and pair.treated is not None]
    ranked = sorted(
        whole,
        key=lambda one: (
            not _is_given(figure, one),
            order.index(one.group),
            -(one.n or one.study.n or 0),
            one.study.id,
        ),
    )
    found: dict[str, Pair] = {}
    for pair in ranked:
        found.setdefault(pair.study.cohort or pair.study.id, pair)
    return list(found.values())[:MOST_STUDIES]


def _is_given(figure: PageFigure, pair: Pair) -> bool:
    """Whether a page gives the share of people that a study found among those treated, beside those compared."""
    share = pair.first.share
    if pair.compared is None or share is None or figure.value is None or figure.unit != "%":
        return False
    return figure.qualifier is None and arms.whole(share) == arms.whole(figure.value)


def said(figure: PageFigure) -> str:
    """Return a figure of the page as keta says it: `at most 70 of 100`, `40 minutes`."""
    quantity = replace(figure.quantity, statistic="")
    if figure.unit != "%":
        return phrase(quantity)
    return f"{phrase(replace(quantity, unit=None))} of 100"


def _words(figure: PageFigure, pairs: Sequence[Pair], short: Mapping[str, str], product: str | None) -> str:
    """Return a figure of the page and those of studies in words; what was given is named where it is not just the product."""
    return "; ".join((f"page {said(figure)}", *(_words_of(pair, short, product) for pair in pairs)))


def _words_of(pair: Pair, short: Mapping[str, str], product: str | None, after: str = "") -> str:
    """Return the figures of a study in words, its name followed by `after`: `Murrough 2013 64 of 100 24 h, against 28 on midazolam`."""
    one, other = pair.first, pair.compared
    arm = one.result.arm or ""
    named = f"{pair.study.label} ({short[arm]})" if arm in short and arm != product else pair.study.label
    share = None if one.share is None else f"{arms.whole(one.share)} of 100"
    told = f"{named}{after} {share or phrase(one.result)}"
    told += f" {one.result.timepoint}" if one.result.timepoint and len(one.result.timepoint) < 30 else ""  # noqa: PLR2004 - a phrase
    if other is not None and other.share is not None:
        told += f", against {arms.whole(other.share)} on {short.get(other.result.arm or '', 'the comparator')}"
    return f"{told} ({one.result.outcome})" if one.result.outcome else told


def differing(differs: Differing) -> str:
    """Return figures that do not fit in words: `page 70 of 100; the claim 85%`."""
    return f"the page says {said(differs.page)}; the claim {phrase(differs.claim)}"
