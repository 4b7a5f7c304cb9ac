"""A manager sends photos and documents; whoever sees the listing sees them, and nobody else."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from tests.e2e.people import People, assert_accessible
from tests.factories.files import pdf, picture

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

MELANOMA = "Melanoma: primary tumours and metastases"
ALT_TEXT = "A drawer of the freezer, with labelled boxes"
PHONE: ViewportSize = {"width": 390, "height": 844}
DROP = """(zone, [name, bytes]) => {
  const data = new DataTransfer();
  data.items.add(new File([new Uint8Array(bytes)], name));
  for (const type of ['dragover', 'drop']) {
    zone.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data }));
  }
}"""


def choose(page: Page, button: str, *files: Path) -> None:
    """Choose files by a button, reached by keyboard."""
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name=button, exact=True).focus()
        page.keyboard.press("Enter")
    chooser.value.set_files([str(file) for file in files])


def photos(page: Page) -> Locator:
    return (
        page.get_by_role("region", name="Photos and documents")
        .get_by_role("listitem")
        .filter(has=page.get_by_label("What photo"))
    )


def edit_page(people: People) -> Page:
    page = people["resource_manager"]
    page.get_by_role("link", name="Inventory").click()
    page.get_by_role("link", name=MELANOMA).click()
    expect(page.get_by_role("button", name="Add photos")).to_be_visible()
    return page


def remove(page: Page, name: str, confirm: str) -> None:
    page.get_by_role("button", name=name).click()
    page.get_by_role("dialog").get_by_role("button", name=confirm).click()
    expect(page.get_by_role("dialog")).to_have_count(0)


FILES = {
    "freezer.jpg": picture("JPEG", (1200, 800), colour="teal"),
    "rack.png": picture("PNG", (900, 900), colour="sienna"),
    "film.gif": picture("GIF"),
    "cut.png": picture()[:300],
    "thawing_protocol.pdf": pdf(),
    "script.pdf": pdf(root="/OpenAction<</S/JavaScript/JS(app.alert(1))>>"),
}


def test_photos_and_documents_are_sent_shown_and_removed(people: People, tmp_path: Path) -> None:
    for name, content in FILES.items():
        (tmp_path / name).write_bytes(content)
    page = edit_page(people)

    send_photos(page, tmp_path)
    refuse_and_remove_one(page)
    arrange_two(page, tmp_path)
    send_documents(page, tmp_path)

    path = assert_shown(people)
    visitor = people.visitor()
    give(page, "Withdraw", "It is no longer offered")
    assert visitor.request.get(path).status == 404
    give(page, "Publish", "Everybody sees it and can ask for it.")
    assert visitor.request.get(path).status == 200
    # Browsers write down every answer that is a refusal.
    assert [error for error in people.console_errors if "status of 4" not in error] == []


def send_photos(page: Page, folder: Path) -> None:
    """Send a photo and what is none, and describe the photo."""
    choose(page, "Add photos", folder / "freezer.jpg", folder / "film.gif")
    expect(page.get_by_text("film.gif was not stored", exact=True)).to_be_visible()
    expect(page.get_by_text("This is no JPEG, PNG, WebP or TIFF image. Save it as one.", exact=True)).to_be_visible()
    expect(photos(page)).to_have_count(1)
    expect(photos(page)).to_contain_text("Needs a description", timeout=30_000)
    assert_accessible(page, "photos and documents")

    page.get_by_label("What photo 1 of 1 shows").fill(ALT_TEXT)
    page.get_by_role("button", name="Save description").click()
    expect(photos(page)).to_contain_text("Shown first")


def refuse_and_remove_one(page: Page) -> None:
    """Drop a photo that is cut off, read why it is refused, and remove it."""
    page.get_by_role("group", name="Add photos").evaluate(DROP, ["cut.png", list(FILES["cut.png"])])
    expect(photos(page).nth(1)).to_contain_text(
        "cut.png was refused. The image is damaged or cut off. Save it again.", timeout=30_000
    )
    remove(page, "Remove photo 2 of 2", "Remove the photo")
    expect(photos(page)).to_have_count(1)


def arrange_two(page: Page, folder: Path) -> None:
    """Send a second photo, and move it up and down."""
    choose(page, "Add photos", folder / "rack.png")
    expect(photos(page).nth(1)).to_contain_text("Needs a description", timeout=30_000)
    page.get_by_label("What photo 2 of 2 shows").fill("A rack")
    page.get_by_role("button", name="Save description").nth(1).click()
    expect(photos(page).nth(1)).to_contain_text("Shown")
    page.get_by_role("button", name="Move photo 2 of 2 up").click()
    expect(page.get_by_label("What photo 1 of 2 shows")).to_have_value("A rack")
    page.get_by_role("button", name="Move photo 1 of 2 down").click()
    expect(page.get_by_label("What photo 1 of 2 shows")).to_have_value(ALT_TEXT)


def send_documents(page: Page, folder: Path) -> None:
    """Send a document and one that does more than be read, and give the document a title."""
    choose(page, "Add documents", folder / "thawing_protocol.pdf", folder / "script.pdf")
    expect(page.get_by_text("script.pdf was not stored", exact=True)).to_be_visible()
    reason = "The PDF holds JavaScript. Print it into a new PDF, and send that."
    expect(page.get_by_text(reason, exact=True)).to_be_visible()
    page.get_by_label("Title of “thawing protocol”").fill("Thawing")
    page.get_by_role("button", name="Save document").click()
    expect(page.get_by_role("link", name="Thawing")).to_be_visible()
    page.set_viewport_size(PHONE)
    assert_accessible(page, "photos and documents on a phone")


def assert_shown(people: People) -> str:
    """Assert that somebody who is not signed in sees photo and document; return the photo's path."""
    page = people.visitor()
    page.goto("/catalogue?kind=SAMPLE_COLLECTION")
    card = page.get_by_role("article", name=MELANOMA)
    expect(card.get_by_role("img", name=ALT_TEXT)).to_be_visible(timeout=20_000)
    assert_accessible(page, "catalogue with a photo")
    card.get_by_role("link", name=MELANOMA).click()
    shown = page.get_by_role("figure", name="Photos").get_by_role("img", name=ALT_TEXT).first
    expect(shown).to_be_visible()
    # Waits until it is there, and fails where it is broken.
    shown.evaluate("image => image.decode()")
    assert shown.get_attribute("width") == "1200"
    page.get_by_role("button", name="A rack").click()
    expect(page.get_by_role("figure", name="Photos").get_by_role("img", name="A rack").first).to_be_visible()
    assert_accessible(page, "listing with photos")
    with page.expect_download() as download:
        page.get_by_role("link", name="Thawing").click()
    assert download.value.suggested_filename == "Thawing.pdf"
    path = str(shown.get_attribute("src"))
    page.context.close()
    return path


def give(page: Page, command: str, said: str) -> None:
    """Give a command on who sees the listing, and read what is said then."""
    page.get_by_role("button", name=f"{command}…").click()
    page.get_by_role("dialog").get_by_role("button", name=command).click()
    # The dialog asks in the same words.
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_text(said)).to_be_visible()
