"""`table`: a scanned page for reading at a terminal, in short or sentence by sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.formats import _cards
from ketacli.formats import _words as words
from ketacli.formats._page import Page, Span
from ketacli.report import played_down, totals
from ketacli.report import scan as scans
from ketacli.report.scan import HEADINGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ketacli.formats._text import Layout
    from ketacli.report.known import Known
    from ketacli.report.scan import Mentioned, Report, Told


def render(report: Report, layout: Layout, *, is_full: bool = False) -> Page:
    """Return what keta says of a page."""
    page = Page(layout)
    more = " · every sentence, every caveat" if is_full else ""
    page.add(
        Span(report.name, "heading"), Span(f" · {words.plural(report.sentences, 'sentence')}{more}", "muted"), hang=2
    )
    _help(page, report)
    for said in totals.head(report, ", at the end" if is_full else f": {report.command} lists them"):
        page.add("· ", said, indent=2, hang=4)
    _played_down(page, report, is_full=is_full)
    if is_full:
        touching = report.touching
        for one in report.told:
            _whole(page, one, report, is_touching=one.n in touching)
        seen: set[str] = set()
        _mentioned(page, HEADINGS["safety"], report.mentions(on_safety=True), seen)
        _mentioned(page, HEADINGS["mentions"], report.mentions(on_safety=False), seen)
    else:
        sections = report.sections()
        _beside(page, "otherwise", sections, report)
        _stated(page, sections["states"], report)
        _on_safety(page, report)
        _beside(page, "part", sections, report)
        _beside(page, "agrees", sections, report)
        _beside(page, "close", sections, report)
        _others(page, report)
    _left_out(page, report, is_full=is_full)
    if is_full:
        _unread(page, report)
    _cards.notice(page, report.context)
    return page


def _help(page: Page, report: Report) -> None:
    """Add first of all whom to call, with the sentences in which somebody says to be in danger."""
    for said, texts in report.help:
        page.labelled("Urgent", Span(said, "statement"))
        for text in texts:
            page.labelled("Page", Span(f"“{text}”"))
    if report.help:
        page.blank()


def _stated(page: Page, told: Sequence[Told], report: Report) -> None:
    if told:
        page.blank()
        _heading(page, HEADINGS["states"])
    for one in told:
        page.blank()
        first, *others = one.known
        _cards.verdict(page, first.card)
        _quoted(page, [one])
        page.labelled("Known", Span(first.card.lines[0].text, "" if first.card.holds else "claim"))
        _lines(page, first)
        for other in others:
            page.labelled("Also", *_verdict(other))
            _lines(page, other)
        _figures(page, one)
        _besides(page, one, report)
        page.under(Span(_place(one), "id"))


def _besides(page: Page, told: Told, report: Report) -> None:
    """Add the points that a sentence touches though it stands with its claims: in short, or by name if they are told elsewhere."""
    own, others = report.besides(told)
    for point in own:
        said = point.omission.short or point.omission.text
        page.labelled("Safety" if point.is_on_safety else "Besides", Span(f"{point.omission.label}: ", "label"), said)
    if others:
        page.labelled("Touches", "; ".join(one.omission.label for one in others))


def _claims(page: Page, told: Told, seems: str = "") -> None:
    """Add the claims of a sentence that stands with points, each after its verdict; `seems` is what it seems to do."""
    for place, known in enumerate(told.known[:2]):
        if told.kind in {"states", "part"}:
            page.labelled("Also" if place else "Claim", *_verdict(known))
        else:
            _similar(page, known, "Or" if place else "Similar")
        _beyond(page, known, seems)
        for line in known.rest if told.kind == "states" else known.short if told.kind == "part" or not place else ():
            _cards.labelled(page, line, holds=True)


def _lines(page: Page, known: Known) -> None:
    for line in known.rest:
        _cards.labelled(page, line, holds=True)


def _verdict(known: Known) -> tuple[Span, Span]:
    """Return a known claim after its verdict, in one line."""
    mark, verdict = known.verdict
    role = "" if known.card.holds else "claim"
    told = Span(f"{mark} {verdict.upper()}: ", known.card.kind) if mark else Span(f"{verdict.capitalize()}: ", "label")
    return told, Span(known.card.lines[0].text, role)


def _beside(page: Page, section: str, sections: Mapping[str, Sequence[Told]], report: Report) -> None:
    """Add sentences that have no verdict themselves: it is with the known claim, which they state in part or come close to."""
    told = sections[section]
    if told:
        page.blank()
        _heading(page, HEADINGS[section])
    shown = told if section == "otherwise" else told[: scans.SHOWN]
    for one in shown:
        page.blank()
        _quoted(page, [one])
        if one.is_of_study:
            _figures(page, one)
        is_part = one.kind == "part"
        for place, known in enumerate(one.known if is_part else one.known[:2]):
            if is_part:
                page.labelled("Also" if place else "Known", *_verdict(known))
            else:
                _similar(page, known, "Or" if place else "Similar")
            _in_few_lines(page, one, known)
        for known in one.near[:2]:
            _similar(page, known, "Similar")
            _in_few_lines(page, one, known)
        if not one.is_of_study:
            _figures(page, one)
        _besides(page, one, report)
        page.under(Span(_place(one), "id"))
    if len(told) > len(shown):
        page.blank()
        left = len(told) - len(shown)
        page.add(Span(f"and {words.plural(left, 'more sentence')}: {report.command}", "muted"), hang=2)


def _in_few_lines(page: Page, told: Told, known: Known) -> None:
    """Add how a sentence differs from a known claim, and what is so."""
    _beyond(page, known)
    for line in () if told.is_of_study else known.short:
        _cards.labelled(page, line, holds=True)


def _similar(page: Page, known: Known, label: str, *, indent: int = 2) -> None:
    """Add a known claim that a sentence is only like, after its verdict, which is said of the claim and not of the sentence."""
    mark, said = known.aside
    verdict = Span(f"{mark} {said}: " if mark else f"{said.capitalize()}: ", known.card.kind if mark else "label")
    page.labelled(label, verdict, Span(known.card.lines[0].text, "claim"), indent=indent)


def _played_down(page: Page, report: Report, *, is_full: bool = False) -> None:
    """Add what seems to play something down or to promise too much, each sentence once, with what sources say."""
    for kind, groups in played_down.by_kind(report.played_down):
        page.blank()
        _heading(page, kind.heading)
        for group in groups:
            page.blank()
            _quoted(page, group.told, report, kind.short, has_claims=not is_full, has_figures=not is_full)
            if group.urgent:
                page.labelled("Urgent", Span(group.urgent, "statement"))
            point = group.point.omission
            limits = f" {point.limits}" if is_full and point.limits else ""
            page.labelled("Sources", Span(f"{point.label}: ", "label"), f"{point.text}{limits}")
            page.under(Span(f"{group.point.sources} · {point.id}", "id"))
            for other in group.others:
                said = other.omission.text if is_full else other.omission.short or other.omission.text
                page.labelled("Also", Span(f"{other.omission.label}: ", "label"), said)
            if group.touched:
                page.labelled("Touches", "; ".join(one.omission.label for one in group.touched))
            ids = ", ".join(one.omission.id for one in (*group.others, *group.touched))
            page.under(Span(" · ".join(filter(None, (played_down.numbers(group.told), ids))), "id"))


def _on_record(page: Page, told: Told, report: Report, *, indent: int = 2) -> None:
    """Add what sources set otherwise than a sentence has it."""
    for one in report.on_record(told.n):
        page.labelled("Record", Span(one.text, "wrong"), indent=indent)


def _beyond(page: Page, known: Known, seems: str = "", *, indent: int = 2) -> None:
    """Add what of a sentence a known claim does not cover, and how it differs."""
    for label, text in known.beyond(seems):
        page.labelled(label, text, indent=indent)


def _mentioned(page: Page, heading: str, groups: Sequence[Mentioned], seen: set[str]) -> None:
    """Add what sentences touch that keta knows more of, each point whole once (`seen` are those told before); they have no verdict."""
    if not groups:
        return
    page.blank()
    _heading(page, heading)
    for group in groups:
        page.blank()
        _quoted(page, group.told)
        for one in group.omissions:
            if one.omission.id not in seen:
                said = " ".join(filter(None, (one.omission.text, one.omission.limits)))
                page.labelled("Known", Span(f"{one.omission.label}: ", "label"), said)
                page.under(Span(f"{one.sources} · {one.omission.id}", "id"))
        if again := [one.omission.label for one in group.omissions if one.omission.id in seen]:
            page.labelled("Also", "; ".join(again))
        seen.update(one.omission.id for one in group.omissions)
        _bare_figures(page, group.told)
        page.under(Span(played_down.numbers(group.told), "id"))


def _on_safety(page: Page, report: Report) -> None:
    """Add every point on safety in short: none is left out, and further ones on the same sentences are named."""
    groups = report.mentions(on_safety=True)
    if not groups:
        return
    page.blank()
    _heading(page, HEADINGS["safety"])
    told = len(report.played_down)
    for place, group in enumerate(groups, told):
        page.blank()
        _in_short(page, group, is_short=place >= scans.MOST_MENTIONED)


def _in_short(page: Page, group: Mentioned, *, is_short: bool = False) -> None:
    """Add sentences with the first point that they touch, in few words where there is little room, and the names of others."""
    _quoted(page, group.told, has_claims=True, has_figures=True)
    for first in group.omissions[:1]:
        short = first.omission.short if is_short else ""
        page.labelled("Known", Span(f"{first.omission.label}: ", "label"), short or first.omission.text)
        page.under(Span(f"{first.sources} · {first.omission.id}", "id"))
    others = group.omissions[1:]
    if others:
        page.labelled("Also", "; ".join(one.omission.label for one in others))
    ids = ", ".join(one.omission.id for one in others)
    page.under(Span(" · ".join(filter(None, (played_down.numbers(group.told), ids))), "id"))


def _others(page: Page, report: Report) -> None:
    """Add what else sentences touch, as far as there is room, and how many points are left."""
    groups = report.mentions(on_safety=False)
    room = max(scans.MOST_MENTIONED - len(report.mentions(on_safety=True)), 0)
    shown = [group for place, group in enumerate(groups) if place < room or group.figures]
    if shown:
        page.blank()
        _heading(page, HEADINGS["mentions"])
    for group in shown:
        page.blank()
        _in_short(page, group)
    left = sum(len(group.omissions) for group in groups if group not in shown)
    if left:
        page.blank()
        more = f"{words.plural(left, 'more point')} that the page mentions: {report.command}"
        page.add(Span(f"and {more}" if shown else more, "muted"), hang=2)


def _quoted(  # noqa: PLR0913 - what stands under a sentence
    page: Page,
    told: Sequence[Told],
    report: Report | None = None,
    seems: str = "",
    *,
    has_claims: bool = False,
    has_figures: bool = False,
) -> None:
    """Add sentences that stand with points, of several each with its number, with the claims that it states in part or is like.

    With a `report` each has what sources set otherwise right below it; `seems` is what they seem to do against these points.
    """
    for one in told:
        number = [Span(f" ({one.n})", "muted")] if len(told) > 1 else []
        page.labelled("Page", Span(f"“{one.scanned.passage.quoted}”"), *number)
        if report is not None:
            _on_record(page, one, report)
        if has_claims:
            _claims(page, one, seems)
        if has_figures:
            _figures(page, one)
        if has_figures and seems and (parted := one.parted(seems)):
            page.labelled("Rest", parted)


def _bare_figures(page: Page, told: Iterable[Told], *, indent: int = 2) -> None:
    for one in told:
        if one.has_bare_figures:
            _figures(page, one, indent=indent)


def _unread(page: Page, report: Report) -> None:
    """Add the text that was left out as none of what the page says."""
    texts = totals.left_texts(report)
    if texts:
        page.blank()
        _heading(page, HEADINGS["unread"])
    for kind, text in texts:
        page.add(Span(f"· {kind}: ", "label"), f"“{text}”", indent=2, hang=4)


def _heading(page: Page, heading: str) -> None:
    head, _, rest = heading.partition(" (")
    page.add(Span(head.upper(), "heading"), Span(f" ({rest}" if rest else "", "muted"))


def _figures(page: Page, told: Told, *, indent: int = 2) -> None:
    for one in told.figures:
        page.labelled("Figures", f"{one.heading}: {one.text}" if one.heading else one.text, indent=indent)


def _place(told: Told) -> str:
    return " · ".join(filter(None, (f"sentence {told.n}", told.ids)))


def _whole(page: Page, told: Told, report: Report, *, is_touching: bool) -> None:
    """Add a sentence with everything that is known of it."""
    page.blank()
    passage = told.scanned.passage
    if passage.kind == "heading" and not told.kind:
        page.add(Span(passage.text, "heading"), hang=2)
        return
    number = f"{told.n}  "
    page.add(Span(number, "muted"), f"“{passage.text}”", hang=len(number))
    _marked(page, told, report)
    if not told.kind:
        if told.is_of_study:
            role = "wrong" if told.is_otherwise else "muted"
            page.add(Span(f"{'! ' if told.is_otherwise else ''}gives {scans.given(told)}", role), indent=3)
            _figures(page, told, indent=3)
        elif told.n in report.calling:
            page.add(Span("! tells of somebody in danger: see above", "label"), indent=3)
        elif not report.plays_down(told.n):
            said = "– keta knows more of what it mentions: see below" if is_touching else "– nothing known"
            page.add(Span(said, "muted"), indent=3)
        return
    if told.kind != "states":
        _level(page, told.kind)
    seems = next((played_down.KINDS[group.kind].short for group in report.plays_down(told.n)), "")
    for known in told.known:
        _whole_claim(page, told, known, seems)
    if told.near:
        _level(page, "close")
    for known in told.near:
        _whole_claim(page, told, known)
    _figures(page, told, indent=3)


def _marked(page: Page, told: Told, report: Report) -> None:
    """Mark a sentence that seems to play something down, with its figures where it has no place of its own for them."""
    _on_record(page, told, report, indent=3)
    for group in report.plays_down(told.n):
        page.add(
            Span(f"! seems to {played_down.KINDS[group.kind].seems}: see {group.point.omission.label}, above", "label"),
            indent=3,
        )
        _bare_figures(page, [told], indent=3)


def _level(page: Page, kind: str) -> None:
    said = {
        "part": "states in part · the verdicts are on the known claims, none on the rest of the sentence",
        "close": "close to · the verdicts are on the known claims",
    }
    page.add(Span(said[kind], "muted"), indent=3)


def _whole_claim(page: Page, told: Told, known: Known, seems: str = "") -> None:
    """Add a known claim with everything it must not be shown without; `seems` is what the sentence seems to do."""
    if told.kind == "states":
        page.add(
            Span("states · ", "muted"),
            Span(f"{known.card.mark} {known.card.verdict.upper()}", known.card.kind),
            *([Span(f" · {known.card.why}")] if known.card.why else []),
            indent=3,
            hang=5,
        )
        page.labelled("Claim", Span(known.card.lines[0].text, "" if known.card.holds else "claim"), indent=3)
    else:
        if known in told.near or told.kind == "close":
            _similar(page, known, "Similar", indent=3)
        else:
            page.labelled("Known", *_verdict(known), indent=3)
        _beyond(page, known, seems, indent=3)
    for line in known.card.lines[1:]:
        if line.label != "Caveats":
            page.labelled(line.label, line.text, indent=3)
    for caveat in known.card.folded:
        page.labelled("Caveat", Span(caveat.text, "muted"), role="muted", indent=3)
    page.add(Span(f"{known.card.place} · {known.card.ids}", "id"), indent=12 if not page.is_narrow else 5, hang=12)


def _left_out(page: Page, report: Report, *, is_full: bool) -> None:
    """Add what no sentence touches, with care: a search that finds nothing proves little."""
    if not report.left_out and not report.topics:
        return
    page.blank()
    _heading(page, HEADINGS["left-out"])
    shown = report.left_out if is_full else report.left_out[: scans.MOST_OMISSIONS]
    for one in shown:
        page.add(
            Span(f"· {one.omission.label}: ", "label"),
            one.omission.text if is_full else one.omission.short or one.omission.text,
            *([f" {one.omission.limits}"] if is_full and one.omission.limits else []),
            *([Span(f" {one.sources} · {one.omission.id}", "id")] if is_full else []),
            indent=2,
            hang=4,
        )
    if report.topics:
        names = "; ".join(topic.name for topic in report.topics)
        page.add(Span("· Nothing on: ", "label"), names, indent=2, hang=4)
    if len(report.left_out) > len(shown):
        left = len(report.left_out) - len(shown)
        page.add(Span(f"and {left} more, with sources: {report.command}", "muted"), hang=2)
