option task = {name: "metrics_60s", every: 60s, offset: 30s}

from(bucket: "metrics")
  |> range(start: -task.every)
  |> filter(fn: (r) => r._measurement == "metrics" and (r._field == "value"))
  |> aggregateWindow(every: 60s, fn: mean, createEmpty: false)
  |> set(key: "_measurement", value: "metrics_60s")
  |> to(bucket: "metrics_60s")
