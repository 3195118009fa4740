"""Our runtime for H5P, asked by a content type made here; the real ones are tried in test_real_h5p.py."""

import pytest
from playwright.sync_api import expect

from courses.models import PackageClaim
from tests.factories.packages import create_package, h5p, h5p_library

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = "/en/courses/first-steps/U1/package/quiz/"
SET = """
var H5P = H5P || {};
H5P.Made = (function ($) {
  function Made(params, id, extras) {
    H5P.EventDispatcher.call(this);
    this.params = H5P.cloneObject(params, true);
    this.done = (extras.previousState || {done: 0}).done;
    const picture = H5P.getPath("images/a.png", id);
    const said = [this.isRoot(), picture.endsWith("/content/images/a.png"), extras.metadata.title];
    const steps = $("<ul>");
    this.attach = function ($container) {
      params.parts.forEach((part) => {
        const child = H5P.newRunnable(part, id, $("<li>").appendTo(steps), true, {parent: this});
        said.push(child.isRoot(), child.libraryInfo.versionedName);
        child.on("xAPI", (event) => { said.push(event.getVerb(), event.isFromChild()); this.done += 1; tell(); });
      });
      const finish = $("<button class='finish'>Finish</button>").on("click", () => this.triggerXAPICompleted(3, 4));
      const reset = $("<button class='ask'>Ask</button>").on("click", () => {
        const dialog = new H5P.ConfirmationDialog({dialogText: "Sure?"});
        dialog.on("confirmed", () => { said.push("confirmed"); tell(); });
        dialog.appendTo(document.body).show();
      });
      const tell = () => $container.find("pre").text(said.join("|") + "|" + this.done);
      $container.append(steps, finish, reset, "<pre>");
      tell();
    };
    this.getCurrentState = () => ({done: this.done});
  }
  Made.prototype = Object.create(H5P.EventDispatcher.prototype);
  Made.prototype.constructor = Made;
  return Made;
})(H5P.jQuery);
"""
PART = """
H5P.Part = class {
  constructor(params) { this.params = params; }
  attach($container) {
    $container.append($("<button class='part'>").text(this.params.text).on("click", () => {
      this.triggerXAPI("interacted");
      this.triggerXAPIScored(1, 1, "answered", true, true);
    }));
  }
};
"""


def made_up() -> dict[str, bytes]:
    parts = [{"library": "H5P.Part 1.0", "params": {"text": f"Part {number} </script>"}} for number in (1, 2)]
    script = "if (!H5P.Part) throw new Error('too early');" + SET
    return h5p(
        "H5P.Made",
        {"parts": parts},
        h5p_library("H5P.Made", script, needs=["H5P.Part", "H5P.Made"]),
        h5p_library("H5P.Part", PART),
        title="Made <b>here</b>",
    )


def test_content_as_a_whole_is_told_its_parts_are_not_and_its_state_comes_back(page, unit, packages):
    faults = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    create_package(unit, made_up())
    page.goto(PAGE)
    inside = page.frame_locator("iframe")
    begun = "true|true|Made <b>here</b>|false|H5P.Part 1.0|false|H5P.Part 1.0"
    expect(inside.locator("pre")).to_have_text(f"{begun}|0")
    expect(inside.locator(".part").first).to_have_text("Part 1 </script>")
    inside.locator(".part").first.click()
    expect(inside.locator("pre")).to_have_text(f"{begun}|interacted|true|answered|true|2")
    expect(page.locator("[data-claim-state]")).to_have_text("Begun")
    inside.locator(".ask").click()
    inside.locator("dialog button", has_text="OK").click()
    expect(inside.locator("pre")).to_contain_text("|confirmed|2")
    inside.locator(".finish").click()
    expect(page.locator("[data-claim-state]")).to_have_text("Completed · 75 % by its own count")
    kept = PackageClaim.objects.unscoped("test").get()
    assert (kept.raw, kept.most, kept.scaled, kept.suspended) == (3, 4, 0.75, '{"done":2}')
    page.reload()
    expect(inside.locator("pre")).to_have_text(f"{begun}|2")
    assert faults == []
