H5P.Book = class {
  constructor(params, id, extras) {
    const before = extras.previousState || {chapters: [], leaves: 0};
    this.leaves = before.leaves;
    this.chapters = params.chapters.map((chapter, at) => {
      if (before.chapters[at]) chapter.userDatas = {state: before.chapters[at]};
      return H5P.newRunnable(chapter, id, undefined, true, {parent: window});
    });
    this.getCurrentState = () => ({chapters: this.chapters.map((chapter) => chapter.getCurrentState()), leaves: this.leaves});
  }
  attach($container) {
    const $ = H5P.jQuery;
    const $leaf = $("<button class='leaf'>").text(this.leaves).appendTo($container);
    $leaf.on("click", () => { this.leaves += 1; $leaf.text(this.leaves); });
    this.chapters.forEach((chapter) => chapter.attach($("<p>").appendTo($container)));
    $("<button class='hand-in'>Hand in</button>").appendTo($container).on("click", () => this.triggerXAPICompleted(2, 3));
  }
};
