// A host's measurements of a day by minute
params = {from: -1h, to: now(), host: "", name: ""}

from(bucket: "metrics")
  |> range(start: params.from, stop: params.to)
  |> filter(fn: (r) => r._measurement == "metrics")
  |> filter(fn: (r) => r["host"] == params.host)
  |> filter(fn: (r) => r["name"] == params.name)
  |> filter(fn: (r) => r._field == "value")
  |> aggregateWindow(every: 60s, fn: mean, createEmpty: false)
