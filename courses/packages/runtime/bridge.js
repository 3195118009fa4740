/* At the head of every page of a package: the two SCORM interfaces, and the way for a package's words to the page around it.

   A message to the site is {about: "package", state, raw, least, most, scaled, seconds, suspended, location}; what is not known is
   left out. What was kept of an earlier visit comes in the name of the window, as JSON, because it must be there before the
   first line of the package runs; it is written back there, so that the next page of the package finds it.

   Sources: SCORM 1.2 Run-Time Environment, 3; SCORM 2004 4th edition Run-Time Environment, 3 and 4 (IEEE 1484.11.2). */
(() => {
  "use strict";
  const { site, kind } = document.currentScript.dataset;
  const outside = window.parent;
  // A way past the content security policy, which no browser's policy closes yet.
  for (const name of ["RTCPeerConnection", "webkitRTCPeerConnection", "RTCDataChannel", "WebTransport"]) delete window[name];

  let ours = null;
  try { ours = outside !== window && outside.packageBridge; } catch { /* another origin: this page is the first of the package */ }
  if (ours) { // a frame within the package speaks through the page around it
    window.packageBridge = ours;
    window.API = ours.API;
    window.API_1484_11 = ours.API_1484_11;
    return;
  }

  const known = read(window.name);
  let hasSpoken = false;

  function read(text) {
    try {
      const value = JSON.parse(text);
      return value && value.about === "package" ? value : { about: "package" };
    } catch { return { about: "package" }; }
  }

  /* Everything that is known by now, as the site keeps it. */
  function tell(news) {
    for (const [name, value] of Object.entries(news)) if (value !== undefined && value !== null) known[name] = value;
    window.name = JSON.stringify(known);
    const { launch, mastery, isNew, ...claim } = known;
    if (outside !== window) outside.postMessage(claim, site);
    hasSpoken = true;
  }

  /* The page around may begin to listen after the package began to speak; it asks then. */
  addEventListener("message", (event) => {
    if (event.source !== outside || event.data?.about !== "package" || !event.data.ask) return;
    event.stopImmediatePropagation();
    if (hasSpoken) tell({});
  });

  const number = (text) => (/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : NaN);
  const within = (least, most) => (text) => number(text) >= least && number(text) <= most;
  const upTo = (length) => (text) => text.length <= length;
  const oneOf = (...words) => (text) => words.includes(text);
  const isReal = (text) => Number.isFinite(number(text));

  /* An interface over a table of elements: [pattern, access (r, w or rw), check, value at the beginning]. */
  function runtime({ elements, errors, words, children, begin, claim, falsy }) {
    let phase = "before", error = 0;
    let values = {};
    const fail = (code, answer = "false") => { error = code; return answer; };
    const succeed = (answer = "true") => { error = 0; return answer; };
    const found = (name) => elements.find(([pattern]) => (pattern instanceof RegExp ? pattern.test(name) : pattern === name));
    const count = (list) => new Set(Object.keys(values).filter((name) => name.startsWith(`${list}.`)).map((name) => name.slice(list.length + 1).split(".")[0])).size;

    /* The first list in a name like cmi.interactions.2.objectives.0.id that would be skipped by it; null where none is. */
    function gap(name) {
      const parts = name.split(".");
      for (let at = 0; at < parts.length; at++) {
        if (/^\d+$/.test(parts[at]) && Number(parts[at]) > count(parts.slice(0, at).join("."))) return name;
      }
      return null;
    }

    function initialize(parameter = "") {
      if (String(parameter) !== "") return fail(errors.argument);
      if (phase === "running") return fail(errors.alreadyRunning);
      if (phase === "after" && errors.isOnce) return fail(errors.alreadyEnded);
      values = begin();
      phase = "running";
      return succeed();
    }

    function getValue(name) {
      name = String(name);
      if (phase !== "running") return fail(phase === "before" ? errors.getBefore : errors.getAfter, "");
      if (children[name]) return succeed(children[name]);
      if (/\._count$/.test(name)) return children[name.replace(/_count$/, "_children")] || /\.\d+\./.test(name) ? succeed(String(count(name.slice(0, -7)))) : fail(errors.noCount, "");
      const element = found(name);
      if (!element) return fail(/\._children$/.test(name) ? errors.noChildren : name === "" ? errors.getFailed : errors.unknown, "");
      if (element[1] === "w") return fail(errors.writeOnly, "");
      if (name in values) return succeed(values[name]);
      if (/\.\d+\./.test(name) && gap(name.replace(/\.[^.]+$/, ".x")) !== null) return fail(errors.outOfRange, "");
      if (element[3] !== undefined) return succeed(element[3]);
      return errors.notSet ? fail(errors.notSet, "") : succeed("");
    }

    function setValue(name, value) {
      name = String(name);
      value = String(value);
      if (phase !== "running") return fail(phase === "before" ? errors.setBefore : errors.setAfter);
      if (children[name] || /\._(children|count|version)$/.test(name)) return fail(errors.keyword);
      const element = found(name);
      if (!element) return fail(name === "" ? errors.setFailed : errors.unknown);
      if (element[1] === "r") return fail(errors.readOnly);
      if (gap(name) !== null) return fail(errors.setOrder);
      if (!element[2](value)) return fail(errors.isRange && element[4] && isReal(value) ? errors.range : errors.type);
      values[name] = value;
      return succeed();
    }

    function commit(parameter = "") {
      if (String(parameter) !== "") return fail(errors.argument);
      if (phase !== "running") return fail(phase === "before" ? errors.commitBefore : errors.commitAfter);
      tell(claim(values));
      return succeed();
    }

    function terminate(parameter = "") {
      if (String(parameter) !== "") return fail(errors.argument);
      if (phase !== "running") return fail(phase === "before" ? errors.endBefore : errors.endAfter);
      tell(claim(values));
      known.isNew = false;
      phase = errors.isOnce ? "after" : "before";
      return succeed();
    }

    const lastError = () => String(error);
    const errorText = (code) => words[String(code)] ?? falsy;
    /* Whoever leaves without saying so is heard as if she had. */
    addEventListener("pagehide", () => { if (phase === "running") tell(claim(values)); });
    return { initialize, getValue, setValue, commit, terminate, lastError, errorText };
  }

  const base = known.seconds || 0;
  const two = (value) => String(value).padStart(2, "0");
  const clock = (seconds) => `${String(Math.floor(seconds / 3600)).padStart(4, "0")}:${two(Math.floor(seconds / 60) % 60)}:${two(Math.floor(seconds % 60))}`;
  const fromClock = (text) => { const [hours, minutes, seconds] = text.split(":").map(Number); return hours * 3600 + minutes * 60 + seconds; };
  const CLOCK = /^\d{2,4}:[0-5]?\d:[0-5]?\d(\.\d{1,2})?$/;
  const PERIOD = /^P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d{1,2})?)S)?)?$/;
  const fromPeriod = (text) => PERIOD.exec(text).slice(1).map((part) => Number(part || 0)).reduce((sum, part, at) => sum + part * [31536000, 2592000, 86400, 3600, 60, 1][at], 0);
  const positive = (text) => (isReal(text ?? "") && number(text) >= 0 ? number(text) : undefined);
  const seconds = (value) => Math.min(1_000_000, Math.floor(base + value));

  /* A score that makes sense to the site: within its bounds, which are 0 and 100 where the package names none. */
  function score(raw, least, most, scaled) {
    const low = positive(least) ?? 0, high = positive(most) ?? 100;
    const given = positive(raw);
    const isWhole = given !== undefined && low < high && given >= low && given <= high;
    const share = isReal(scaled ?? "") ? Math.min(1, Math.max(0, number(scaled))) : isWhole ? (given - low) / (high - low) : undefined;
    return isWhole ? { raw: given, least: low, most: high, scaled: share } : { scaled: share };
  }

  const anything = () => true;
  const LISTS_12 = [
    [/^cmi\.objectives\.\d+\.id$/, "rw", upTo(255)],
    [/^cmi\.objectives\.\d+\.score\.(raw|min|max)$/, "rw", (text) => text === "" || within(0, 100)(text), "", true],
    [/^cmi\.objectives\.\d+\.status$/, "rw", oneOf("passed", "completed", "failed", "incomplete", "browsed", "not attempted")],
    [/^cmi\.interactions\.\d+\.(id|student_response|objectives\.\d+\.id|correct_responses\.\d+\.pattern)$/, "w", upTo(4096)],
    [/^cmi\.interactions\.\d+\.time$/, "w", (text) => /^([01]?\d|2[0-3]):[0-5]?\d:[0-5]?\d(\.\d{1,2})?$/.test(text)],
    [/^cmi\.interactions\.\d+\.type$/, "w", oneOf("true-false", "choice", "fill-in", "matching", "performance", "sequencing", "likert", "numeric")],
    [/^cmi\.interactions\.\d+\.weighting$/, "w", isReal],
    [/^cmi\.interactions\.\d+\.result$/, "w", (text) => isReal(text) || oneOf("correct", "wrong", "unanticipated", "neutral")(text)],
    [/^cmi\.interactions\.\d+\.latency$/, "w", (text) => CLOCK.test(text)],
  ];
  const STATUS_OF = { completed: "completed", passed: "passed", failed: "failed", incomplete: "incomplete" };
  const scorm12 = runtime({
    elements: [
      ["cmi.core.student_id", "r", anything, "learner"],
      ["cmi.core.student_name", "r", anything, "Learner"],
      ["cmi.core.lesson_location", "rw", upTo(1000), ""],
      ["cmi.core.credit", "r", anything, "credit"],
      ["cmi.core.lesson_status", "rw", oneOf("passed", "completed", "failed", "incomplete", "browsed"), "not attempted"],
      ["cmi.core.entry", "r", anything, ""],
      [/^cmi\.core\.score\.(raw|min|max)$/, "rw", (text) => text === "" || within(0, 100)(text), "", true],
      ["cmi.core.total_time", "r", anything, "0000:00:00"],
      ["cmi.core.lesson_mode", "r", anything, "normal"],
      ["cmi.core.exit", "w", oneOf("time-out", "suspend", "logout", "")],
      ["cmi.core.session_time", "w", (text) => CLOCK.test(text)],
      ["cmi.suspend_data", "rw", upTo(64_000), ""],
      ["cmi.launch_data", "r", anything, ""],
      ["cmi.comments", "rw", upTo(4096), ""],
      ["cmi.comments_from_lms", "r", anything, ""],
      ["cmi.student_data.mastery_score", "r", anything, ""],
      ["cmi.student_data.max_time_allowed", "r", anything, ""],
      ["cmi.student_data.time_limit_action", "r", anything, ""],
      ["cmi.student_preference.audio", "rw", within(-1, 100), "0", true],
      ["cmi.student_preference.language", "rw", upTo(255), ""],
      ["cmi.student_preference.speed", "rw", within(-100, 100), "0", true],
      ["cmi.student_preference.text", "rw", within(-1, 1), "0", true],
      ...LISTS_12,
    ],
    children: {
      "cmi.core._children": "student_id,student_name,lesson_location,credit,lesson_status,entry,score,total_time,lesson_mode,exit,session_time",
      "cmi.core.score._children": "raw,min,max",
      "cmi.objectives._children": "id,score,status",
      "cmi.interactions._children": "id,objectives,time,type,correct_responses,weighting,student_response,result,latency",
      "cmi.student_data._children": "mastery_score,max_time_allowed,time_limit_action",
      "cmi.student_preference._children": "audio,language,speed,text",
    },
    errors: {
      argument: 201, alreadyRunning: 101, getBefore: 301, setBefore: 301, commitBefore: 301, endBefore: 301, getAfter: 301, setAfter: 301,
      commitAfter: 301, endAfter: 301, noChildren: 202, noCount: 203, unknown: 201, keyword: 402, readOnly: 403, writeOnly: 404, type: 405,
      outOfRange: 201, setOrder: 201, getFailed: 201, setFailed: 201,
    },
    words: {
      0: "No error", 101: "General exception", 201: "Invalid argument error", 202: "Element cannot have children",
      203: "Element not an array. Cannot have count", 301: "Not initialized", 401: "Not implemented error",
      402: "Invalid set value, element is a keyword", 403: "Element is read only", 404: "Element is write only", 405: "Incorrect data type",
    },
    falsy: "",
    begin() {
      return {
        "cmi.core.entry": known.isNew === false || known.state ? "resume" : "ab-initio",
        "cmi.core.lesson_location": known.location ?? "",
        "cmi.suspend_data": known.suspended ?? "",
        "cmi.launch_data": known.launch ?? "",
        "cmi.core.lesson_status": STATUS_OF[known.state] ?? "not attempted",
        "cmi.core.total_time": clock(known.seconds || 0),
        "cmi.student_data.mastery_score": known.mastery === undefined ? "" : String(known.mastery * 100),
        ...(known.raw === undefined ? {} : { "cmi.core.score.raw": String(known.raw), "cmi.core.score.min": String(known.least), "cmi.core.score.max": String(known.most) }),
      };
    },
    claim(values) {
      const points = score(values["cmi.core.score.raw"], values["cmi.core.score.min"], values["cmi.core.score.max"]);
      let state = STATUS_OF[values["cmi.core.lesson_status"]];
      // With a score to pass, the score decides, whatever else a finished part says of itself.
      if (known.mastery !== undefined && points.raw !== undefined && state && state !== "incomplete") state = points.raw >= known.mastery * 100 ? "passed" : "failed";
      return {
        ...points, state, suspended: values["cmi.suspend_data"], location: values["cmi.core.lesson_location"],
        seconds: values["cmi.core.session_time"] ? seconds(fromClock(values["cmi.core.session_time"])) : undefined,
      };
    },
  });

  const LISTS_2004 = [
    [/^cmi\.objectives\.\d+\.(id|description)$/, "rw", upTo(4000)],
    [/^cmi\.objectives\.\d+\.score\.scaled$/, "rw", within(-1, 1), undefined, true],
    [/^cmi\.objectives\.\d+\.score\.(raw|min|max)$/, "rw", isReal],
    [/^cmi\.objectives\.\d+\.success_status$/, "rw", oneOf("passed", "failed", "unknown"), "unknown"],
    [/^cmi\.objectives\.\d+\.completion_status$/, "rw", oneOf("completed", "incomplete", "not attempted", "unknown"), "unknown"],
    [/^cmi\.objectives\.\d+\.progress_measure$/, "rw", within(0, 1), undefined, true],
    [/^cmi\.interactions\.\d+\.(id|learner_response|description|timestamp|objectives\.\d+\.id|correct_responses\.\d+\.pattern)$/, "rw", upTo(4000)],
    [/^cmi\.interactions\.\d+\.type$/, "rw", oneOf("true-false", "choice", "fill-in", "long-fill-in", "matching", "performance", "sequencing", "likert", "numeric", "other")],
    [/^cmi\.interactions\.\d+\.weighting$/, "rw", isReal],
    [/^cmi\.interactions\.\d+\.result$/, "rw", (text) => isReal(text) || oneOf("correct", "incorrect", "unanticipated", "neutral")(text)],
    [/^cmi\.interactions\.\d+\.latency$/, "rw", (text) => PERIOD.test(text)],
    [/^cmi\.comments_from_learner\.\d+\.(comment|location|timestamp)$/, "rw", upTo(4000)],
    [/^cmi\.comments_from_lms\.\d+\.(comment|location|timestamp)$/, "r", anything],
  ];
  const scorm2004 = runtime({
    elements: [
      ["cmi._version", "r", anything, "1.0"],
      ["cmi.completion_status", "rw", oneOf("completed", "incomplete", "not attempted", "unknown"), "unknown"],
      ["cmi.success_status", "rw", oneOf("passed", "failed", "unknown"), "unknown"],
      ["cmi.completion_threshold", "r", anything],
      ["cmi.scaled_passing_score", "r", anything],
      ["cmi.progress_measure", "rw", within(0, 1), undefined, true],
      ["cmi.credit", "r", anything, "credit"],
      ["cmi.mode", "r", anything, "normal"],
      ["cmi.entry", "r", anything, ""],
      ["cmi.exit", "w", oneOf("time-out", "suspend", "logout", "normal", "")],
      ["cmi.launch_data", "r", anything],
      ["cmi.learner_id", "r", anything, "learner"],
      ["cmi.learner_name", "r", anything, "Learner"],
      ["cmi.learner_preference.audio_level", "rw", (text) => number(text) >= 0, "1", true],
      ["cmi.learner_preference.language", "rw", upTo(250), ""],
      ["cmi.learner_preference.delivery_speed", "rw", (text) => number(text) >= 0, "1", true],
      ["cmi.learner_preference.audio_captioning", "rw", oneOf("-1", "0", "1"), "0"],
      ["cmi.location", "rw", upTo(1000)],
      ["cmi.max_time_allowed", "r", anything],
      ["cmi.time_limit_action", "r", anything, "continue,no message"],
      ["cmi.score.scaled", "rw", within(-1, 1), undefined, true],
      [/^cmi\.score\.(raw|min|max)$/, "rw", isReal],
      ["cmi.session_time", "w", (text) => PERIOD.test(text)],
      ["cmi.suspend_data", "rw", upTo(64_000)],
      ["cmi.total_time", "r", anything, "PT0S"],
      ["adl.nav.request", "rw", upTo(200), "_none_"],
      [/^adl\.nav\.request_valid\.(continue|previous)$/, "r", anything, "false"],
      ...LISTS_2004,
    ],
    children: {
      "cmi.score._children": "scaled,raw,min,max",
      "cmi.learner_preference._children": "audio_level,language,delivery_speed,audio_captioning",
      "cmi.objectives._children": "id,score,success_status,completion_status,progress_measure,description",
      "cmi.interactions._children": "id,type,objectives,timestamp,correct_responses,weighting,learner_response,result,latency,description",
      "cmi.comments_from_learner._children": "comment,location,timestamp",
      "cmi.comments_from_lms._children": "comment,location,timestamp",
    },
    errors: {
      isOnce: true, isRange: true, argument: 201, alreadyRunning: 103, alreadyEnded: 104, getBefore: 122, getAfter: 123, setBefore: 132,
      setAfter: 133, commitBefore: 142, commitAfter: 143, endBefore: 112, endAfter: 113, noChildren: 301, noCount: 301, unknown: 401,
      notSet: 403, keyword: 404, readOnly: 404, writeOnly: 405, type: 406, range: 407, outOfRange: 301, setOrder: 351, getFailed: 301, setFailed: 351,
    },
    words: {
      0: "No error", 101: "General exception", 102: "General initialization failure", 103: "Already initialized", 104: "Content instance terminated",
      111: "General termination failure", 112: "Termination before initialization", 113: "Termination after termination",
      122: "Retrieve data before initialization", 123: "Retrieve data after termination", 132: "Store data before initialization",
      133: "Store data after termination", 142: "Commit before initialization", 143: "Commit after termination", 201: "General argument error",
      301: "General get failure", 351: "General set failure", 391: "General commit failure", 401: "Undefined data model element",
      402: "Unimplemented data model element", 403: "Data model element value not initialized", 404: "Data model element is read only",
      405: "Data model element is write only", 406: "Data model element type mismatch", 407: "Data model element value out of range",
      408: "Data model dependency not established",
    },
    falsy: "",
    begin() {
      const isDone = known.state && known.state !== "incomplete" && known.state !== "opened";
      return {
        "cmi.entry": known.isNew === false || known.state ? "resume" : "ab-initio",
        "cmi.completion_status": isDone ? "completed" : known.state === "incomplete" ? "incomplete" : "unknown",
        "cmi.success_status": known.state === "passed" || known.state === "failed" ? known.state : "unknown",
        "cmi.total_time": `PT${known.seconds || 0}S`,
        ...(known.location ? { "cmi.location": known.location } : {}),
        ...(known.suspended ? { "cmi.suspend_data": known.suspended } : {}),
        ...(known.launch ? { "cmi.launch_data": known.launch } : {}),
        ...(known.mastery === undefined ? {} : { "cmi.scaled_passing_score": String(known.mastery) }),
        ...(known.scaled === undefined ? {} : { "cmi.score.scaled": String(known.scaled) }),
        ...(known.raw === undefined ? {} : { "cmi.score.raw": String(known.raw), "cmi.score.min": String(known.least), "cmi.score.max": String(known.most) }),
      };
    },
    claim(values) {
      const points = score(values["cmi.score.raw"], values["cmi.score.min"], values["cmi.score.max"], values["cmi.score.scaled"]);
      let success = values["cmi.success_status"];
      if (known.mastery !== undefined && isReal(values["cmi.score.scaled"] ?? "")) success = number(values["cmi.score.scaled"]) >= known.mastery ? "passed" : "failed";
      const completion = values["cmi.completion_status"];
      const state = success === "passed" || (success === "failed" && completion !== "incomplete") ? success : STATUS_OF[completion];
      return {
        ...points, state, suspended: values["cmi.suspend_data"], location: values["cmi.location"],
        seconds: values["cmi.session_time"] ? seconds(fromPeriod(values["cmi.session_time"])) : undefined,
      };
    },
  });

  const API = {
    LMSInitialize: scorm12.initialize, LMSGetValue: scorm12.getValue, LMSSetValue: scorm12.setValue, LMSCommit: scorm12.commit,
    LMSFinish: scorm12.terminate, LMSGetLastError: scorm12.lastError, LMSGetErrorString: scorm12.errorText, LMSGetDiagnostic: scorm12.errorText,
  };
  const API_1484_11 = {
    version: "1.0", Initialize: scorm2004.initialize, GetValue: scorm2004.getValue, SetValue: scorm2004.setValue, Commit: scorm2004.commit,
    Terminate: scorm2004.terminate, GetLastError: scorm2004.lastError, GetErrorString: scorm2004.errorText, GetDiagnostic: scorm2004.errorText,
  };
  const offered = kind === "scorm12" ? { API } : kind === "scorm2004" ? { API_1484_11 } : {};
  window.packageBridge = { tell, known: () => ({ ...known }), ...offered };
  Object.assign(window, offered);
  if (outside !== window && Object.keys(offered).length) {
    // Many packages look for the interface from the page around them upwards, where they may not look.
    const around = { ...offered, postMessage: (...message) => outside.postMessage(...message), document: {}, location: { href: "" } };
    around.parent = around.top = around.self = around;
    for (const name of ["parent", "top"]) {
      try { Object.defineProperty(window, name, { value: around, configurable: true }); } catch { /* top cannot be replaced */ }
    }
  }
})();
