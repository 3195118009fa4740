/* What H5P content types call to be shown and to tell what a learner did: written from the documented interface, for one content
   on a page of its own (https://h5p.org/documentation/api/H5P.html). Editors, exports, downloads and full screen are not here.

   The page holds <script id="h5p-content" type="application/json">: {folder, library, params, metadata, language, folders}, where
   folders names the folder of each library that is not called like H5P.Name-1.0. */
(() => {
  "use strict";
  const { folder, library, params, metadata, language, folders } = JSON.parse(document.getElementById("h5p-content").textContent);
  const $ = window.jQuery;
  const CONTENT_ID = 1;
  const bridge = window.packageBridge;
  const H5P = (window.H5P = window.H5P || {});

  // Content types were written for an older jQuery.
  $.fn.andSelf ??= $.fn.addBack;
  $.fn.size ??= function () { return this.length; };
  for (const name of ["load", "error"]) {
    const before = $.fn[name];
    $.fn[name] = function (what, ...more) {
      return typeof what === "string" && before ? before.call(this, what, ...more) : what ? this.on(name, what) : this.trigger(name);
    };
  }

  // Its own files are another's to a package without an origin: with a header of jQuery's own, they would not be given to it.
  $.ajaxSetup({ crossDomain: true });

  window.H5PIntegration = {
    baseUrl: folder, url: folder.replace(/\/$/, ""), siteUrl: folder, urlLibraries: folder, hubIsEnabled: false, saveFreq: 10, reportingIsEnabled: true, user: {}, l10n: { H5P: {} },
    contents: { [`cid-${CONTENT_ID}`]: { library, metadata, url: `${folder}h5p/${CONTENT_ID}`, displayOptions: {}, contentUserData: [{ state: false }] } },
  };

  class Event {
    constructor(type, data, { bubbles = false, external = false } = {}) {
      let isBubbling = bubbles, isDue = external;
      this.type = type;
      this.data = data;
      this.getBubbles = () => isBubbling;
      this.preventBubbling = () => { isBubbling = false; };
      this.scheduleForExternal = () => { const was = isDue; isDue = false; return was; };
    }
  }

  /* A function, not a class: content types call it on their own objects. */
  function EventDispatcher() {
    const self = this;
    const listeners = new Map();
    const of = (type) => listeners.get(type) ?? listeners.set(type, []).get(type);
    self.on = (type, listener, context) => { of(type).push({ listener, context }); };
    self.once = (type, listener, context) => { of(type).push({ listener, context, isOnce: true }); };
    self.off = (type, listener) => { listeners.set(type, listener ? of(type).filter((entry) => entry.listener !== listener) : []); };
    self.trigger = function (event, data, options) {
      if (event === undefined || event === null) return;
      if (typeof event === "string" || event instanceof String) event = new Event(String(event), data, options);
      else if (data !== undefined) event.data = data;
      const isForOutside = event.scheduleForExternal?.();
      for (const type of [event.type, "*"]) {
        for (const entry of [...of(type)]) {
          if (entry.isOnce) self.off(type, entry.listener);
          entry.listener.call(entry.context ?? this ?? self, event);
        }
      }
      if (event.getBubbles?.() && typeof self.parent?.trigger === "function") self.parent.trigger(event);
      if (isForOutside) H5P.externalDispatcher.trigger.call(this ?? self, event);
    };
  }

  const VERBS = "http://adlnet.gov/expapi/verbs/";
  class XAPIEvent extends Event {
    constructor() {
      super("xAPI", { statement: {} }, { bubbles: true, external: true });
    }
    setVerb(verb) {
      this.data.statement.verb = { id: /^https?:/.test(verb) ? verb : VERBS + verb, display: { "en-US": verb } };
    }
    getVerb(isWhole) {
      const { id } = this.data.statement.verb ?? {};
      return id && (isWhole ? id : id.slice(id.lastIndexOf("/") + 1));
    }
    setActor() {
      this.data.statement.actor = { account: { name: "learner", homePage: folder }, objectType: "Agent" };
    }
    getContentXAPIId(instance) {
      return instance?.contentId === undefined ? undefined : `${folder}h5p/${instance.contentId}${instance.subContentId ? `?subContentId=${instance.subContentId}` : ""}`;
    }
    setObject(instance) {
      const title = instance.getTitle?.() ?? metadata.title;
      const description = instance.getDescription?.();
      const definition = { extensions: { "http://h5p.org/x-api/h5p-local-content-id": instance.contentId } };
      if (instance.subContentId) definition.extensions["http://h5p.org/x-api/h5p-subContentId"] = instance.subContentId;
      if (title) definition.name = { "en-US": title };
      if (description) definition.description = { "en-US": description };
      this.data.statement.object = { id: this.getContentXAPIId(instance), objectType: "Activity", definition };
    }
    setContext(instance) {
      const context = { contextActivities: {} };
      const parent = instance.parent && this.getContentXAPIId(instance.parent);
      if (parent) context.contextActivities.parent = [{ id: parent, objectType: "Activity" }];
      if (instance.libraryInfo) context.contextActivities.category = [{ id: `http://h5p.org/libraries/${instance.libraryInfo.versionedNameNoSpaces}`, objectType: "Activity" }];
      this.data.statement.context = context;
    }
    setScoredResult(raw, max, instance, completion = true, success) {
      const result = { completion };
      if (raw !== undefined) result.score = max === undefined ? { raw } : { min: 0, max, raw, ...(max > 0 ? { scaled: Math.round((raw / max) * 10000) / 10000 } : {}) };
      if (success !== undefined) result.success = success;
      if (instance?.activityStartTime) result.duration = `PT${Math.round((Date.now() - instance.activityStartTime) / 10) / 100}S`;
      this.data.statement.result = result;
    }
    getVerifiedStatementValue(keys) {
      return keys.reduce((value, key) => (value === undefined || value === null ? null : (value[key] ?? null)), this.data.statement);
    }
    getMaxScore() { return this.getVerifiedStatementValue(["result", "score", "max"]); }
    getScore() { return this.getVerifiedStatementValue(["result", "score", "raw"]); }
    isFromChild() { return Boolean(this.getVerifiedStatementValue(["context", "contextActivities", "parent", 0, "id"])); }
  }
  XAPIEvent.allowedXAPIVerbs = ["answered", "asked", "attempted", "attended", "commented", "completed", "exited", "experienced", "failed", "imported", "initialized", "interacted", "launched", "mastered", "passed", "preferred", "progressed", "registered", "responded", "resumed", "scored", "shared", "suspended", "terminated", "voided", "downloaded", "copied", "accessed-reuse", "accessed-embed", "accessed-copyright"];

  Object.assign(EventDispatcher.prototype, {
    createXAPIEventTemplate(verb, more) {
      const event = new XAPIEvent();
      event.setActor();
      event.setVerb(verb);
      Object.assign(event.data.statement, more);
      if (!("object" in event.data.statement)) event.setObject(this);
      if (!("context" in event.data.statement)) event.setContext(this);
      return event;
    },
    triggerXAPI(verb, more) { this.trigger(this.createXAPIEventTemplate(verb, more)); },
    triggerXAPICompleted(score, max, success) { this.triggerXAPIScored(score, max, "completed", true, success); },
    triggerXAPIScored(score, max, verb, completion, success) {
      const event = this.createXAPIEventTemplate(verb);
      event.setScoredResult(score, max, this, completion, success);
      this.trigger(event);
    },
    setActivityStarted() {
      if (this.activityStartTime === undefined) {
        if (this.contentId !== undefined) this.triggerXAPI("attempted");
        this.activityStartTime = Date.now();
      }
    },
  });

  /* What every content type can do, where it does not do so itself. */
  const roots = new WeakSet();
  let isMakingRoot = false;
  const common = {
    ...EventDispatcher.prototype,
    isRoot() { return roots.has(this) || isMakingRoot; },
    getLibraryFilePath(path) { return `${H5P.getLibraryPath(this.libraryInfo.versionedNameNoSpaces)}/${path}`; },
  };
  for (const name of ["on", "once", "off", "trigger"]) {
    common[name] = function (...given) { EventDispatcher.call(this); return this[name](...given); };
  }

  class ConfirmationDialog {
    constructor(options = {}) {
      EventDispatcher.call(this);
      const words = { headerText: "Confirm", dialogText: "Please confirm.", cancelText: "Cancel", confirmText: "OK", ...options };
      const element = (name, content, className) => Object.assign(document.createElement(name), { textContent: content, className });
      this.dialog = element("dialog", "", `h5p-confirmation-dialog-popup ${(words.classes ?? []).join(" ")}`);
      const cancel = element("button", words.cancelText, "h5p-core-button h5p-confirmation-dialog-cancel-button");
      const confirm = element("button", words.confirmText, "h5p-core-button h5p-confirmation-dialog-confirm-button");
      const text = element("p", "", "h5p-confirmation-dialog-text");
      text.innerHTML = words.dialogText;
      this.dialog.append(element("h2", words.headerText, "h5p-confirmation-dialog-header"), text, ...(words.hideCancel ? [] : [cancel]), confirm);
      this.dialog.setAttribute("aria-label", words.headerText);
      cancel.addEventListener("click", () => this.close("canceled"));
      confirm.addEventListener("click", () => this.close("confirmed"));
      this.dialog.addEventListener("cancel", (event) => { event.preventDefault(); this.close("canceled"); });
      this.holder = document.body;
    }
    close(what) { this.hide(); this.trigger(what, {}); }
    appendTo(holder) { this.holder = holder; return this; }
    show() { (document.body.contains(this.holder) ? this.holder : document.body).append(this.dialog); if (!this.dialog.open) this.dialog.showModal(); return this; }
    hide() { if (this.dialog.open) this.dialog.close(); this.dialog.remove(); return this; }
    getElement() { return this.dialog; }
    setOffset() { return this; }
    setViewPortMinimumHeight() {}
  }

  /* A tooltip is the title that a browser shows by itself; words that change later change it too. */
  function Tooltip(element, { text, tooltipSource = "aria-label" } = {}) {
    const show = () => { const say = text ?? element.getAttribute(tooltipSource); if (say) element.title = say; };
    const changes = new MutationObserver(show);
    changes.observe(element, { attributes: true, attributeFilter: [tooltipSource] });
    show();
    return { setText(given) { text = given; show(); }, remove() { changes.disconnect(); element.removeAttribute("title"); } };
  }

  /* A short word beside an element, gone again by itself. */
  function attachToastTo(_element, message, { duration = 3000 } = {}) {
    const toast = Object.assign(document.createElement("div"), { className: "h5p-toast", textContent: message });
    toast.setAttribute("role", "status");
    document.body.append(toast);
    setTimeout(() => toast.remove(), duration);
  }

  const nothing = () => {};
  const remembered = new Map();
  /* Nothing was said in it, however deep it is; a zero and a "no" say something. */
  const isEmpty = (value) => (value !== null && typeof value === "object" ? Object.values(value).every(isEmpty) : ![0, false].includes(value) && !value);
  const isAddress = (path) => /^([a-z][a-z0-9+.-]*:)?\/\//i.test(path) || /^(data|blob):/i.test(path);
  Object.assign(H5P, {
    jQuery: $, Event, EventDispatcher, XAPIEvent, ConfirmationDialog, Tooltip, attachToastTo, isEmpty, externalDispatcher: new EventDispatcher(),
    isFramed: true, isFullscreen: false, canHasFullScreen: false, fullscreenSupported: false, preventInit: true, instances: [], contentDatas: window.H5PIntegration.contents,
    opened: {}, $window: $(window), $body: null, $html: $(document.documentElement),
    ContentType: (isRoot) => { function ContentType() {} ContentType.prototype = { ...common, isRoot: () => Boolean(isRoot) }; return ContentType; },
    classFromName: (name) => name.split(".").reduce((holder, part) => holder?.[part], window),
    getPath: (path) => (isAddress(path) ? path : `${folder}content/${path.replace(/#tmp$/, "")}`),
    getContentPath: () => `${folder}content`,
    getLibraryPath: (name) => `${folder}${folders?.[name] ?? name}`,
    libraryFromString(text) {
      const found = /^([\w0-9\-.]{1,255})[- ](\d{1,5})\.(\d{1,5})$/i.exec(text);
      return found ? { machineName: found[1], majorVersion: Number(found[2]), minorVersion: Number(found[3]) } : false;
    },
    cloneObject: (value, isDeep) => (Array.isArray(value) ? $.extend(isDeep !== false, [], value) : $.extend(isDeep !== false, {}, value)),
    trim: (text) => String(text).trim(),
    shuffleArray(list) {
      if (!Array.isArray(list)) return undefined;
      for (let last = list.length - 1; last > 0; last--) {
        const other = Math.floor(Math.random() * (last + 1));
        [list[last], list[other]] = [list[other], list[last]];
      }
      return list;
    },
    createUUID: () => "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (c) => (c ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (c / 4)))).toString(16)),
    createTitle: (text, length = 60) => { const plain = $("<div>").text(String(text ?? "").replace(/(<([^>]+)>)/gi, "")).text(); return plain.length > length ? `${plain.slice(0, length - 3)}...` : plain; },
    toFullscreen: nothing, fullScreen: nothing, semiFullScreen: nothing, exitFullScreen: nothing, setFinished: nothing,
    setUserData: (_content, what, data, extras) => { remembered.set(`${extras?.subContentId ?? 0} ${what}`, data); },
    getUserData: (_content, what, done, part) => done(undefined, remembered.get(`${part ?? 0} ${what}`) ?? null),
    deleteUserData: (_content, what, part) => { remembered.delete(`${part ?? 0} ${what}`); },
    getClipboard: () => null, setClipboard: nothing, clipboardify: nothing, getCopyrights: () => "", findCopyrights: nothing, buildMetadataCopyrights: nothing,
    getCrossOrigin: () => null, addQueryParameter: (address) => address, copyrightLicenses: {}, communicator: { on: nothing, send: nothing },
    setSource: (element, source) => { element.src = H5P.getPath(source.path); }, openReuseDialog: nothing, openEmbedDialog: nothing,
    jsLoaded: () => true, cssLoaded: () => true, addedContent: nothing,
    error: (problem) => console.error(problem),
    t: (key, values = {}) => Object.entries(values).reduce((text, [name, value]) => text.replaceAll(name, value), key.replace(/([A-Z])/g, " $1").toLowerCase()),
    on: (instance, type, listener) => { (instance?.on ? instance : instance?.$)?.on(type, listener); },
    trigger: (instance, type, data, options) => { if (instance?.trigger) instance.trigger(type, data, options); else instance?.$?.trigger?.(type); },
    Coords: class { constructor(x, y, w, h) { Object.assign(this, x instanceof Object ? x : { x, y, w, h }); } },
    newRunnable(given, contentId, $attachTo, skipResize, extras = {}) {
      const [name, version] = String(given?.library ?? "").split(" ");
      const Type = H5P.classFromName(name);
      if (typeof Type !== "function" || !version) {
        H5P.error(`The library ${given?.library} is not there.`);
        return undefined;
      }
      for (const [method, does] of Object.entries(common)) if (!(method in Type.prototype)) Type.prototype[method] = does;
      const more = { ...extras };
      if (given.subContentId) more.subContentId = given.subContentId;
      if (given.metadata) more.metadata = given.metadata;
      if (given.userDatas?.state !== undefined) more.previousState = given.userDatas.state; // how some types hand a part what it said
      isMakingRoot = extras.standalone === true;
      let instance;
      try { instance = new Type(given.params, contentId, more); } finally { isMakingRoot = false; }
      if (extras.standalone) roots.add(instance);
      instance.$ ??= $(instance);
      instance.contentId ??= contentId;
      instance.subContentId ??= given.subContentId;
      instance.parent ??= extras.parent;
      const [majorVersion, minorVersion] = version.split(".");
      instance.libraryInfo ??= { versionedName: given.library, versionedNameNoSpaces: `${name}-${version}`, machineName: name, majorVersion, minorVersion };
      if ($attachTo) {
        $attachTo.toggleClass("h5p-standalone", extras.standalone === true);
        instance.attach($attachTo);
        H5P.trigger(instance, "domChanged", { $target: $attachTo, library: name, key: "newLibrary" }, { bubbles: true, external: true });
        if (!skipResize) H5P.trigger(instance, "resize");
      }
      return instance;
    },
  });
  for (const name of ["MediaCopyright", "Thumbnail", "DefinitionList", "ContentCopyrights", "Field"]) {
    H5P[name] = class { addMedia() {} addContent() {} addMediaInFront() {} setLabel() {} setThumbnail() {} add() {} toString() { return ""; } };
  }

  /* Told to the site: what the content as a whole, not a part of it, was answered or completed with. */
  H5P.externalDispatcher.on("xAPI", function (event) {
    const { result } = event.data.statement;
    // Some parts name no parent; that they are parts is told by their own number.
    if (event.isFromChild() || this.subContentId || !["answered", "completed", "passed", "failed"].includes(event.getVerb()) || result?.completion === false) return;
    const { raw, min, max, scaled } = result?.score ?? {};
    const isScored = Number.isFinite(raw) && Number.isFinite(max) && max > 0;
    const share = isScored ? Math.min(1, Math.max(0, raw / max)) : scaled;
    bridge.tell({ state: "completed", ...(isScored && raw >= 0 && raw <= max ? { raw, least: min ?? 0, most: max } : {}), scaled: share, seconds: elapsed(), suspended: currentState() });
  });

  const openedAt = Date.now();
  const before = bridge.known().seconds ?? 0;
  const elapsed = () => before + Math.floor((Date.now() - openedAt) / 1000);

  function previousState() {
    try { return JSON.parse(bridge.known().suspended); } catch { return undefined; }
  }

  let shown = null;

  /* What she has done so far, for her next visit, where the content type can say it. */
  function currentState() {
    try {
      const state = JSON.stringify(shown?.getCurrentState?.());
      return state && state.length <= 64000 ? state : undefined;
    } catch { return undefined; }
  }

  function keep() {
    const state = currentState();
    if (state && state !== bridge.known().suspended) bridge.tell({ suspended: state, ...(bridge.known().state ? {} : { state: "incomplete" }) });
  }

  document.addEventListener("DOMContentLoaded", () => {
    H5P.$body = $(document.body);
    const $content = $(".h5p-container");
    const state = previousState();
    const extras = { standalone: true, isScoringEnabled: true, metadata, ...(state && typeof state === "object" ? { previousState: state } : {}) };
    const instance = H5P.newRunnable({ library, params, metadata }, CONTENT_ID, $content, true, extras);
    if (!instance) {
      $content.text("This activity cannot be shown here.");
      return;
    }
    H5P.instances.push(instance);
    shown = instance;
    $(document.documentElement).attr("lang", language);
    const resize = () => H5P.trigger(instance, "resize");
    resize();
    addEventListener("load", resize);
    addEventListener("resize", resize);
    let hasBegun = false, isDue;
    const keepSoon = () => { clearTimeout(isDue); if (hasBegun) isDue = setTimeout(keep, 500); };
    // Not every content type says that somebody did something: a hand on it says so too.
    for (const type of ["pointerup", "keyup", "input"]) addEventListener(type, (event) => { hasBegun ||= event.isTrusted; keepSoon(); }, true);
    H5P.externalDispatcher.on("xAPI", (event) => { hasBegun ||= event.getVerb() === "interacted"; keepSoon(); });
    addEventListener("pagehide", () => { if (hasBegun) keep(); });
  });
})();
