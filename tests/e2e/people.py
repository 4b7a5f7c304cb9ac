"""People at their browsers."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Page

AXE = Path(__file__).resolve().parent.parent.parent / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
WCAG_22_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


class People:
    """The demo world's people; each gets one window, kept until all leave."""

    def __init__(self, address: str, roles: dict[str, dict[str, str]], browser: Browser) -> None:
        self.address = address
        self._roles = roles
        self._browser = browser
        self._pages: dict[str, Page] = {}
        self.console_errors: list[str] = []

    def visitor(self, **options: Any) -> Page:
        """Return a new window of somebody who is not signed in."""
        page = self._browser.new_context(base_url=self.address, **options).new_page()
        page.set_default_timeout(10_000)
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.console_errors.append(str(error)))
        return page

    def __getitem__(self, role: str) -> Page:
        """Return the window of the person with that key in demo.json."""
        if role not in self._pages:
            page = self.visitor(viewport={"width": 1280, "height": 900})
            page.goto(self._roles[role]["sign_in_url"].replace(self._address_of(role), self.address))
            self._pages[role] = page
        return self._pages[role]

    def leave(self) -> None:
        for context in list(self._browser.contexts):
            context.close()

    def _address_of(self, role: str) -> str:
        return self._roles[role]["sign_in_url"].split("/sign-in/", 1)[0]

    def _note(self, message: ConsoleMessage) -> None:
        # The session of somebody who is not signed in is answered with 401, which every browser writes down.
        is_expected = message.location["url"].endswith("/auth/session") and "401" in message.text
        if message.type == "error" and not is_expected:
            self.console_errors.append(message.text)


def assert_accessible(page: Page, what: str) -> None:
    """Assert that axe-core finds nothing against WCAG 2.2 AA, in light and in dark."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.wait_for_timeout(150)
        page.evaluate(AXE.read_text())
        found = page.evaluate(
            "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}}).then(answer => answer.violations"
            ".map(v => `${v.id}: ${v.nodes.map(n => n.target.join(' ') + ' — ' + n.failureSummary).join(' | ')}`))",
            WCAG_22_AA,
        )
        assert found == [], f"{what}, {scheme}: {found}"
    page.emulate_media(color_scheme="light")
