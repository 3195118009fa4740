const found = API_1484_11;
const said = [];
said.push(found.GetValue("cmi.entry"), found.GetLastError(), found.Terminate(""), found.GetLastError());
said.push(found.Initialize("x"), found.GetLastError(), found.Initialize(""), found.Initialize(""), found.GetLastError());
said.push(found.GetValue("cmi.entry"), found.GetValue("cmi.completion_status"), found.GetValue("cmi.success_status"), found.GetValue("cmi._version"));
said.push(found.GetValue("cmi.location"), found.GetLastError(), found.GetValue("cmi.suspend_data"), found.GetValue("cmi.score.scaled"), found.GetValue("cmi.scaled_passing_score"));
said.push(found.SetValue("cmi.score.scaled", "9.99"), found.GetLastError(), found.SetValue("cmi.score.scaled", "much"), found.GetLastError());
said.push(found.SetValue("cmi.entry", "x"), found.GetLastError(), found.GetValue("cmi.exit"), found.GetLastError(), found.GetValue("cmi.no"), found.GetLastError());
said.push(found.SetValue("cmi.objectives.1.id", "b"), found.GetLastError(), found.SetValue("cmi.objectives.0.id", "a"), found.GetValue("cmi.objectives.0.success_status"));
document.body.append(Object.assign(document.createElement("pre"), { textContent: said.join("|") }));
document.body.append(Object.assign(document.createElement("button"), { textContent: "Finish", onclick() {
  found.SetValue("cmi.score.scaled", "0.7"); found.SetValue("cmi.score.raw", "7"); found.SetValue("cmi.score.max", "10"); found.SetValue("cmi.score.min", "0");
  found.SetValue("cmi.completion_status", "completed"); found.SetValue("cmi.session_time", "PT1H2M3.5S");
  found.SetValue("cmi.suspend_data", "č ž"); found.SetValue("cmi.location", "7");
  found.Commit(""); found.Terminate("");
  said.length = 0;
  said.push(found.GetValue("cmi.entry"), found.GetLastError(), found.Terminate(""), found.GetLastError(), found.Initialize(""), found.GetLastError());
  document.querySelector("pre").textContent = said.join("|");
} }));
