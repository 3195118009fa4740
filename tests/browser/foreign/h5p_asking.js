H5P.Asking = class {
  constructor(params, id, extras) { this.id = id; this.extras = extras; }
  attach($container) {
    const $ = H5P.jQuery, say = (name, value) => { said[name] = value; $out.text(JSON.stringify(said)); };
    const said = {}, $out = $("<pre>").appendTo($container);
    const $button = $("<button aria-label='Next' data-tooltip='Go on'>x</button>").appendTo($container);

    say("empty", [undefined, null, "", [], {}, {a: [{}, ""]}].map(H5P.isEmpty));
    say("not empty", [0, false, "x", [0], {a: {b: false}}].map(H5P.isEmpty));

    H5P.Tooltip($button[0], {tooltipSource: "data-tooltip"});
    const titles = [$button[0].title];
    $button.attr("data-tooltip", "Go on and on");
    setTimeout(() => { say("titles", [...titles, $button[0].title]); });

    H5P.attachToastTo($button[0], "Copied");
    say("toast", $("[role=status]").text());

    H5P.setUserData(this.id, "place", {page: 3});
    H5P.getUserData(this.id, "place", (error, place) => {
      H5P.deleteUserData(this.id, "place");
      H5P.getUserData(this.id, "place", (_error, after) => say("kept", [error ?? null, place, after]));
    });

    H5P.findCopyrights([], {}, this.id, {});
    say("address", H5P.addQueryParameter("a.mp4", "b=1"));
    say("around", [$container.hasClass("h5p-container"), $container.parent("[data-content-id='" + this.id + "'].h5p-content").length]);
    say("scored", [this.extras.isScoringEnabled, H5PIntegration.reportingIsEnabled, Boolean(H5PIntegration.saveFreq)]);
    say("known as", H5PIntegration.contents["cid-" + this.id].url.endsWith("/h5p/1"));
    say("library", H5P.getLibraryPath("H5P.Asking-1.0").split("/").pop());
    $.getJSON(this.getLibraryFilePath("library.json")).then((own) => say("own file", own.machineName), (lost) => say("own file", lost.status));

    say("theme", getComputedStyle($container[0]).getPropertyValue("--h5p-theme-main-cta-base").trim());
    document.fonts.load("1em h5p-theme", "\ue903").then((fonts) => say("icons", fonts.map((font) => font.status)));
  }
};
