H5P.Chapter = class {
  constructor(params, id, extras) { this.read = (extras.previousState || {read: false}).read; }
  getCurrentState() { return {read: this.read}; }
  attach($container) {
    const $button = H5P.jQuery("<button class='chapter'>").appendTo($container), show = () => $button.text(this.read ? "read" : "new");
    $button.on("click", () => {
      this.read = true;
      show();
      const event = this.createXAPIEventTemplate("completed");
      event.setScoredResult(1, 1, this, true, true);
      $button.attr("title", event.data.statement.object.definition.extensions["http://h5p.org/x-api/h5p-subContentId"]);
      this.trigger(event);
    });
    show();
  }
};
