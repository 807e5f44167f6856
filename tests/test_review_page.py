"""The reviewer's page, in a real browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from factcheck.cli import main

pytest.importorskip("playwright.sync_api")
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Dialog, Page, sync_playwright

ROOT = Path(__file__).parent.parent
CHROMIUM = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="the page is tried in Chromium, which this machine does not have")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


def made(folder: Path, *paths: str, language: str = "en") -> Path:
    """The page of some notes."""
    output = folder / "review.html"
    with pytest.raises(SystemExit) as left:
        main(["report", *paths, "-o", str(output), "--facts", str(ROOT / "facts"), "--ui", language, "--today", "2024-01-15"])
    assert not left.value.code
    return output


@pytest.fixture(scope="module")
def review(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("page"), str(ROOT / "documents"))


@pytest.fixture
def page(browser: Browser, review: Path) -> Iterator[Page]:
    shown = browser.new_page(viewport={"width": 1400, "height": 900})
    told: list[str] = []
    shown.on("console", lambda message: told.append(message.text))
    shown.on("pageerror", lambda error: told.append(str(error)))
    shown.on("request", lambda request: told.append(request.url) if not request.url.startswith("file:") else None)
    shown.goto(review.as_uri())
    yield shown
    assert told == []
    shown.close()


def seen(page: Page, selector: str) -> int:
    return sum(each.is_visible() for each in page.locator(selector).all())


def claim(page: Page, words: str) -> Any:
    return page.locator(".claim", has_text=words).first


def test_the_hints_are_words(review: Path) -> None:
    assert "<built-in" not in review.read_text("utf-8")


def test_a_click_opens_the_fact(page: Page) -> None:
    claim(page, "24,22 millions").click()
    panel = page.locator("#panel").inner_text()
    for words in ("two digits swapped", "22,24 millions de dollars", "investissement-2019", "Budget 2019", "amount-mismatch"):
        assert words in panel
    assert claim(page, "24,22 millions").get_attribute("aria-current") == "true"


def test_a_verified_statement_has_its_source(page: Page) -> None:
    page.locator("article", has_text="strategy.en.md").locator(".claim.verified").first.click()
    panel = page.locator("#panel").inner_text()
    assert "verified" in panel and "Source" in panel and "Matched on" in panel


def test_the_keyboard_is_enough(page: Page) -> None:
    page.locator(".claim.contradicted").first.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "panel"
    page.keyboard.press("Escape")
    assert "contradicted" in page.evaluate("document.activeElement.className")
    assert not page.locator("#panel .body").inner_text()
    before = page.evaluate("document.activeElement.dataset.claim")
    page.keyboard.press("n")
    after = page.evaluate("document.activeElement.dataset.claim")
    page.keyboard.press("p")
    assert after != before == page.evaluate("document.activeElement.dataset.claim")


def test_a_tick_needs_no_mouse(page: Page) -> None:
    page.locator(".seen").first.focus()
    page.keyboard.press("Space")
    assert page.locator(".seen").first.is_checked()
    page.keyboard.press("n")
    assert "claim" in page.evaluate("document.activeElement.className")
    page.locator("#panel .close").click()
    assert not page.locator("#panel").is_visible()


def test_filters(page: Page) -> None:
    notes = seen(page, "article")
    assert notes == len(
        [path for path in (ROOT / "documents").iterdir() if path.suffix in {".md", ".txt", ".html", ".docx", ".odt", ".pdf"}]
    )
    page.locator("select[name=rule]").select_option("tense-mismatch")
    assert 0 < seen(page, "article") < notes
    assert {each.get_attribute("data-rule") for each in page.locator(".list li").all() if each.is_visible()} == {"tense-mismatch"}
    page.locator("button[type=reset]").click()
    page.wait_for_function("[...document.querySelectorAll('article')].every((each) => !each.hidden)")
    for verdict in ("verified", "unverified", "uncovered"):
        page.locator(f"input[value={verdict}]").uncheck()
    assert page.locator(".claim.verified:not(.off)").count() == page.locator(".claim.unverified:not(.off)").count() == 0
    assert page.locator("output").inner_text().split()[-1] == page.locator(".totals .contradicted strong").inner_text()
    page.locator("button[type=reset]").click()
    page.locator("select[name=note]").select_option(index=1)
    assert seen(page, "article") == 1


def test_the_ledger_has_the_facts_that_are_stated(page: Page) -> None:
    facts = page.locator(".ledger tbody tr")
    assert facts.count() > 10 and all(each.locator("li a").count() for each in facts.all())
    row = page.locator("#f-investissement-2019")
    assert "24,22 millions" in row.inner_text() and "Budget 2019" in row.inner_text()
    row.locator("a.contradicted").first.click()
    assert page.locator(".claim[aria-current]").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1400, 420])
def test_accessible(browser: Browser, review: Path, scheme: Any, width: int) -> None:
    page = browser.new_page(color_scheme=scheme, viewport={"width": width, "height": 900})
    page.goto(review.as_uri())
    page.locator(".claim.contradicted").first.click()
    found = Axe().run(page).response["violations"]
    assert [(each["id"], [node["html"][:200] for node in each["nodes"]][:3]) for each in found] == []
    page.close()


def test_in_french(browser: Browser, tmp_path: Path) -> None:
    page = browser.new_page()
    page.goto(made(tmp_path, str(ROOT / "documents"), language="fr").as_uri())
    assert page.evaluate("document.documentElement.lang") == "fr"
    assert page.locator("h1").inner_text() == "Révision des faits"
    assert {each.get_attribute("lang") for each in page.locator(".text").all()} == {"fr", "en"}
    page.close()


def test_on_paper(browser: Browser, review: Path) -> None:
    page = browser.new_page()
    page.goto(review.as_uri())
    page.emulate_media(media="print")
    assert not seen(page, ".filters, #panel") and seen(page, ".list li") > 10 and seen(page, ".ledger tr") > 10
    assert seen(page, ".sign") == page.locator("article").count()
    page.close()


PAPER = "getComputedStyle(document.body).backgroundColor + getComputedStyle(document.querySelector('.claim.verified')).backgroundColor"


def test_a_dark_screen_prints_light(browser: Browser, review: Path) -> None:
    found = []
    for scheme in ("light", "dark"):
        page = browser.new_page(color_scheme=scheme)
        page.goto(review.as_uri())
        page.emulate_media(media="print", color_scheme=scheme)
        found.append((page.evaluate(PAPER), page.evaluate("getComputedStyle(document.documentElement).colorScheme")))
        page.close()
    assert found[0][0] == found[1][0] and found[1][1] == "light" and found[0][0].startswith("rgb(255, 255, 255)")


def test_no_highlight_covers_a_mark_of_punctuation(page: Page) -> None:
    words = page.evaluate("[...document.querySelectorAll('.claim')].map((each) => each.firstChild.textContent)")
    assert len(words) > 50 and not [each for each in words if each[-1] in ",;:!?…»” \u00a0" or each.rstrip(".") != each]
    boxes = "[...document.querySelectorAll('.claim, .text .uncovered')].map((each) => getComputedStyle(each)).map((s) => s.paddingRight + s.marginRight)"
    assert set(page.evaluate(boxes)) == {"0px0px"}


def test_each_note_has_a_verdict_and_the_totals_are_those_of_the_notes(page: Page) -> None:
    rows = page.locator(".overview li")
    assert rows.count() == page.locator("article").count()
    verdicts = [each.inner_text() for each in page.locator(".overview .verdict").all()]
    firsts = [each.locator(".verdict").first.inner_text() for each in rows.all()]
    counts = [int(each.split()[0]) for each in firsts if "to correct" in each]
    assert counts == sorted(counts, reverse=True) and firsts[: len(counts)] == [f"{each} to correct" for each in counts]
    assert firsts[-1] == "ready" and len(counts) > 3
    for name, words in (("contradicted", "to correct"), ("unverified", "to confirm")):
        total = int(page.locator(f".totals .{name} strong").inner_text())
        assert sum(int(each.split()[0]) for each in verdicts if words in each) == total > 0
    shown = int(page.locator("output").inner_text().split()[-1])
    assert sum(int(each) for each in page.locator(".totals strong").all_inner_texts()) == shown


def test_the_worst_findings_come_first_beside_the_text(browser: Browser, review: Path) -> None:
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.goto(review.as_uri())
    article = page.locator("article", has=page.locator(".list li")).first
    text, found = article.locator(".text").bounding_box(), article.locator(".list").bounding_box()
    assert text and found and found["x"] >= text["x"] + text["width"] and found["y"] < text["y"] + 100
    for each in page.locator("article").all():
        order = ["error warning note".split().index((item.get_attribute("class") or "").split()[0]) for item in each.locator("ol li").all()]
        assert order == sorted(order)
    page.close()


def test_what_was_seen_is_kept_for_this_report_only(browser: Browser, review: Path, tmp_path: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(review.as_uri())
    page.locator(".seen").first.check()
    for _ in range(20):  # a browser writes its storage in its own time
        page.reload()
        if page.locator(".seen").first.is_checked():
            break
        page.wait_for_timeout(100)
    assert page.locator(".seen").first.is_checked() and not page.locator(".seen").nth(1).is_checked()
    assert "1 of" in page.locator(".progress").first.inner_text()
    page.goto(made(tmp_path, str(ROOT / "documents" / "aide-memoire.fr.docx")).as_uri())
    assert not page.locator(".seen:checked").count()
    context.close()


def test_what_no_fact_covers_is_grey_and_no_link(page: Page) -> None:
    words = page.locator(".text .uncovered")
    assert words.count() > 5 and not page.locator("a.uncovered").count()
    assert page.locator("#n1 .meta", has_text="version").count()


LISTS = """entities:
  plan: {kind: programme, en: Shores Plan}
  guard: {kind: organisation, en: Lake Guard}
  council: {kind: organisation, en: Fishers Council}
facts:
  partners: {about: plan, members: [guard, council], cues: {en: [in partnership with]}, source: Charter}
  other: {about: plan, amount: 7 million CAD, cues: {en: [annual budget]}, source: Charter}
"""
LISTED = "The Shores Plan is carried out in partnership with the Lake Guard and the Fishers Council.\n"


def write_run(folder: Path, text: str) -> Path:
    """The page of a note about lists."""
    for name, content in (("facts.yaml", LISTS), ("a.en.md", text)):
        (folder / name).write_text(content, "utf-8")
    with pytest.raises(SystemExit):
        main(["report", str(folder / "a.en.md"), "-o", str(folder / "p.html"), "--facts", str(folder / "facts.yaml"), "--ui", "en"])
    return folder / "p.html"


@pytest.mark.parametrize(
    ("text", "outcome"),
    [(LISTED, "verified"), (LISTED.replace(" and the Fishers Council", " and the Shores Plan"), "")],
    ids=["whole", "other"],
)
def test_a_list_as_registered_is_verified(tmp_path: Path, text: str, outcome: str) -> None:
    page = write_run(tmp_path, text).read_text("utf-8")
    assert ('class="claim verified"' in page) is (outcome == "verified")
    if outcome:
        assert 'id="f-partners"' in page and 'id="f-other"' not in page and "1 other fact" in page
        assert '<details class="others"><summary>' in page


def test_the_same_run_gives_the_same_bytes(tmp_path: Path) -> None:
    pages = [made(tmp_path, str(ROOT / "documents")).read_bytes() for _ in range(2)]
    assert pages[0] == pages[1]


def test_a_space_inside_guillemets_does_not_break(tmp_path: Path) -> None:
    assert "«\u00a0rivages\u00a0»" in write_run(tmp_path, "Le plan des « rivages » avance.\n").read_text("utf-8")


@pytest.mark.slow
def test_three_hundred_notes(browser: Browser, tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    texts = {path.name: path.read_text("utf-8") for path in (ROOT / "documents").iterdir() if path.suffix == ".md"}
    for number in range(300):
        name = sorted(texts)[number % len(texts)]
        (notes / f"{number:03}.{name}").write_text(texts[name], "utf-8")
    page = browser.new_page()
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    page.goto(made(tmp_path, str(notes)).as_uri())
    spent = {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}
    assert page.locator("article").count() == 300
    assert spent["ScriptDuration"] < 2
    page.close()


def test_what_a_note_says_stays_text(browser: Browser, tmp_path: Path) -> None:
    note = tmp_path / "a.en.txt"
    note.write_text(
        'Budget 2019 gave $24.22 million </script><script>alert(1)</script><img src=x onerror="alert(2)"> over three years.\n', "utf-8"
    )
    page = browser.new_page()
    told: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        told.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismiss)
    page.goto(made(tmp_path, str(note)).as_uri())
    assert "<script>alert(1)</script>" in page.locator(".text").inner_text()
    assert told == []
    page.close()
