using System.Diagnostics.Metrics;

namespace StudyPortal.Core.Health;

/// <summary>Adds up what the instruments of this host tell between two samples, and how many pages are open.</summary>
public sealed class MinuteFigures : IDisposable
{
    private const string RequestTime = "http.server.request.duration";
    private const string StatusTag = "http.response.status_code";
    private const int SwitchingProtocols = 101;
    private const int MostKept = 20_000;
    private const double Share = 0.95;

    private static readonly Dictionary<string, (HealthFigure Count, HealthFigure Time)> Timed = new()
    {
        [RequestTime] = (HealthFigure.Requests, HealthFigure.RequestTime),
        [PortalMeter.AnswerTime] = (HealthFigure.Answers, HealthFigure.AnswerTime),
    };

    private static readonly Dictionary<string, HealthFigure> Counted = new()
    {
        [PortalMeter.RefusedAnswers] = HealthFigure.AnswersRefused,
        [PortalMeter.ErrorCount] = HealthFigure.Errors,
        [PortalMeter.SignInFailures] = HealthFigure.SignInFailures,
    };

    private readonly Lock _gate = new();
    private readonly MeterListener _listener = new();
    private readonly Dictionary<string, List<double>> _times = Timed.Keys.ToDictionary(name => name, _ => new List<double>());
    private readonly Dictionary<string, long> _counts = [];
    private int _pages;

    /// <param name="meters">The factory of this host: another host in the same process counts for itself.</param>
    public MinuteFigures(IMeterFactory meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == meters && IsWanted(instrument.Name)) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>(OnTime);
        _listener.SetMeasurementEventCallback<long>(OnCount);
        _listener.Start();
    }

    /// <summary>The counts since the last call, the times only where something was timed, and what is open now.</summary>
    public Dictionary<HealthFigure, double> Take()
    {
        var figures = new Dictionary<HealthFigure, double>();
        lock (_gate)
        {
            foreach (var (name, times) in _times)
            {
                var (count, time) = Timed[name];
                figures[count] = _counts.GetValueOrDefault(name);
                if (times.Count > 0) figures[time] = 1_000 * Within(times);
                times.Clear();
            }
            foreach (var (name, figure) in Counted) figures[figure] = _counts.GetValueOrDefault(name);
            _counts.Clear();
            figures[HealthFigure.Circuits] = _pages;
        }
        return figures;
    }

    /// <summary>A page got its live connection, or lost it.</summary>
    public void PageTurned(bool isConnected)
    {
        lock (_gate) _pages += isConnected ? 1 : -1;
    }

    public void Dispose() => _listener.Dispose();

    private static bool IsWanted(string name) => Timed.ContainsKey(name) || Counted.ContainsKey(name);

    private static double Within(List<double> times)
    {
        times.Sort();
        return times[(int)Math.Ceiling(Share * times.Count) - 1];
    }

    private void OnTime(Instrument instrument, double seconds, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        // The connection of a live page lasts for hours and says nothing about how fast requests are answered.
        foreach (var tag in tags)
            if (tag is { Key: StatusTag, Value: SwitchingProtocols }) return;
        lock (_gate)
        {
            Add(instrument.Name, 1);
            if (_times[instrument.Name] is { Count: < MostKept } times) times.Add(seconds);
        }
    }

    private void OnCount(Instrument instrument, long by, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        lock (_gate) Add(instrument.Name, by);
    }

    private void Add(string name, long by) => _counts[name] = _counts.GetValueOrDefault(name) + by;
}
