(function () {
  "use strict";
  const story = JSON.parse(document.getElementById("story").textContent);
  const QUIET = new Set(["confirmed", "baking", "passed", "started", "draining", "left-out"]);
  const ALARMING = new Set(["rolling-back"]);
  const WARNING = new Set(["held", "drift", "warning", "world"]);
  const STEPS = [0.001, 0.01, 0.1, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 28800, 86400,
    604800, 2419200];
  const LOOKS = {
    "planned": { colour: "planned", width: 1.5, dash: [6, 5], stepped: true },
    "share": { colour: "candidate", width: 2.5, stepped: true, fill: true },
    "baseline": { colour: "baseline", width: 1.75 },
    "candidate": { colour: "candidate", width: 2 },
    "baseline-p50": { colour: "baseline", width: 1, dash: [3, 3] },
    "candidate-p50": { colour: "candidate", width: 1, dash: [3, 3] }
  };

  function colour(name) {
    return getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
  }

  function two(number) {
    return String(number).padStart(2, "0");
  }

  function clock(seconds) {
    const whole = Math.floor(seconds);
    const text = Math.floor(whole / 3600) + ":" + two(Math.floor(whole / 60) % 60) + ":" + two(whole % 60);
    const millis = Math.round((seconds - whole) * 1000);
    return millis > 0 && millis < 1000 ? text + "." + String(millis).padStart(3, "0") : text;
  }

  function shown(value, unit) {
    return value == null ? "–" : Number(value.toPrecision(3)) + " " + unit;
  }

  // Numbers beside each other would cover each other: what alarms is written first, the lines tell of the rest.
  function byWeight(one, other) {
    return Number(ALARMING.has(other.event.kind)) - Number(ALARMING.has(one.event.kind)) || one.number - other.number;
  }

  function drawEvents(plot) {
    const context = plot.ctx;
    const ratio = devicePixelRatio;
    const box = plot.bbox;
    const taken = [];
    context.save();
    context.font = 10 * ratio + "px system-ui, sans-serif";
    context.textAlign = "center";
    story.events.map(function (event, index) {
      return { event: event, number: index + 1 };
    }).sort(byWeight).forEach(function (entry) {
      const event = entry.event;
      const x = Math.round(plot.valToPos(event.at, "x", true));
      if (QUIET.has(event.kind) || x < box.left || x > box.left + box.width) {
        return;
      }
      const ink = colour(ALARMING.has(event.kind) ? "alarm" : WARNING.has(event.kind) ? "back" : "soft");
      context.strokeStyle = ink;
      context.fillStyle = ink;
      context.lineWidth = (ALARMING.has(event.kind) ? 2 : 1) * ratio;
      context.setLineDash(ALARMING.has(event.kind) ? [] : [2 * ratio, 4 * ratio]);
      context.beginPath();
      context.moveTo(x, box.top);
      context.lineTo(x, box.top + box.height);
      context.stroke();
      if (taken.every(function (other) { return Math.abs(x - other) > 16 * ratio; })) {
        context.fillText(String(entry.number), x, box.top - 4 * ratio);
        taken.push(x);
      }
    });
    context.restore();
  }

  function drawLimits(plot, limits) {
    const context = plot.ctx;
    const ratio = devicePixelRatio;
    const box = plot.bbox;
    context.save();
    context.strokeStyle = colour("alarm");
    context.fillStyle = colour("alarm");
    context.lineWidth = ratio;
    context.setLineDash([ratio, 3 * ratio]);
    context.font = 10 * ratio + "px system-ui, sans-serif";
    context.textAlign = "right";
    limits.forEach(function (limit) {
      const y = Math.round(plot.valToPos(limit.value, "y", true));
      if (y < box.top || y > box.top + box.height) {
        return;
      }
      context.beginPath();
      context.moveTo(box.left, y);
      context.lineTo(box.left + box.width, y);
      context.stroke();
      context.fillText(limit.name + " limit", box.left + box.width - 4 * ratio, y - 3 * ratio);
    });
    context.restore();
  }

  // A value between two gaps makes no line: only those are drawn as points.
  function lonely(plot, index) {
    const values = plot.data[index];
    const found = [];
    for (let i = 0; i < values.length; i++) {
      if (values[i] != null && values[i - 1] == null && values[i + 1] == null) {
        found.push(i);
      }
    }
    return found;
  }

  function series(line, unit) {
    const look = LOOKS[line.look];
    const ink = colour(look.colour);
    const drawn = {
      label: line.name,
      stroke: ink,
      width: look.width,
      dash: look.dash,
      spanGaps: false,
      points: { show: true, size: 4, fill: ink, filter: lonely },
      value: function (plot, value) { return shown(value, unit); }
    };
    if (look.stepped) {
      drawn.paths = uPlot.paths.stepped({ align: 1 });
      drawn.points = { show: false };
    }
    if (look.fill) {
      drawn.fill = "color-mix(in srgb, " + ink + " 15%, transparent)";
    }
    return drawn;
  }

  function draw(chart, index, place) {
    const axis = {
      stroke: colour("soft"),
      grid: { stroke: colour("rule"), width: 1 },
      ticks: { stroke: colour("rule"), width: 1 }
    };
    return new uPlot({
      width: place.clientWidth,
      height: index === 0 ? 240 : 190,
      padding: [18, 28, 0, 0],
      scales: {
        x: { time: false },
        y: { range: function (plot, least, most) { return [0, most > 0 ? most * 1.1 : 1]; } }
      },
      cursor: { sync: { key: "cutover", scales: ["x", null] }, drag: { x: true, y: false } },
      axes: [
        Object.assign({ space: 80, incrs: STEPS, values: function (plot, ticks) { return ticks.map(clock); } }, axis),
        Object.assign({
          size: 64,
          values: function (plot, ticks) {
            return ticks.map(function (tick) { return Number(tick.toPrecision(6)) + " " + chart.unit; });
          }
        }, axis)
      ],
      series: [{ label: "at", value: function (plot, value) { return value == null ? "–" : clock(value); } }]
        .concat(chart.lines.map(function (line) { return series(line, chart.unit); })),
      hooks: {
        draw: [function (plot) { drawEvents(plot); drawLimits(plot, chart.limits); }]
      }
    }, [chart.at].concat(chart.lines.map(function (line) { return line.values; })), place);
  }

  let plots = [];

  function drawAll() {
    plots.forEach(function (plot) { plot.destroy(); });
    plots = story.charts.map(function (chart, index) {
      return draw(chart, index, document.getElementById("chart-" + index));
    });
  }

  drawAll();
  document.querySelectorAll(".js-only").forEach(function (hint) { hint.hidden = false; });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
  addEventListener("resize", function () {
    plots.forEach(function (plot, index) {
      plot.setSize({ width: document.getElementById("chart-" + index).clientWidth, height: plot.height });
    });
  });
})();
