using System.Text.Json;
using StudyPortal.Core;
using StudyPortal.Core.Jobs;

namespace StudyPortal.Trainer.Work;

/// <summary>
/// A running job as its work sees it. Reporting never blocks and is safe from any thread: what is told here is
/// written to the database once a second, and once more when the work ends.
/// </summary>
/// <param name="folder">The job's own folder, kept until the job has ended for good: what a resumed job starts from.</param>
/// <param name="isResumed">True when an earlier run was killed or interrupted.</param>
public sealed class JobContext(JobId id, string requestedBy, string requestJson, string folder, bool isResumed, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private List<MeasuredPoint> _points = [];
    private List<LoggedLine> _lines = [];
    private double _progress;
    private string _message = "";
    private double? _secondsLeft;
    private double? _imagesPerSecond;

    public JobId JobId => id;

    public string RequestedBy => requestedBy;

    public string Folder => folder;

    public bool IsResumed => isResumed;

    /// <summary>How fast it trains now; null while it does not.</summary>
    public double? ImagesPerSecond
    {
        get
        {
            lock (_gate) return _imagesPerSecond;
        }
    }

    /// <summary>What was asked for, as it was given to <see cref="EnqueueJob"/>.</summary>
    public T Request<T>() => JsonSerializer.Deserialize<T>(requestJson, PortalJson.Options)
        ?? throw new JsonException($"The request of job {id} is null.");

    /// <param name="progress">Done so far, 0..1.</param>
    /// <param name="message">What is being done, for a person: "Epoch 3 of 10".</param>
    /// <param name="secondsLeft">Null while it cannot be told.</param>
    public void Report(double progress, string message, double? secondsLeft = null)
    {
        lock (_gate) (_progress, _message, _secondsLeft) = (Math.Clamp(progress, 0, 1), message, secondsLeft);
    }

    public void TrainsAt(double? imagesPerSecond)
    {
        lock (_gate) _imagesPerSecond = imagesPerSecond;
    }

    /// <summary>Adds a point to a curve, for example <c>loss</c> at step 120; the same abscissa again replaces it. An undefined value is no point.</summary>
    public void Measure(string series, double x, double value)
    {
        if (!double.IsFinite(value)) return;
        lock (_gate) _points.Add(new MeasuredPoint(series, x, value));
    }

    /// <summary>Adds to the job's log; a text of several lines becomes as many.</summary>
    public void Log(string text)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        lock (_gate) _lines.AddRange(text.ReplaceLineEndings("\n").Split('\n').Select(line => new LoggedLine(now, line)));
    }

    /// <summary>Hands over what was told since the last call.</summary>
    public JobNews TakeNews()
    {
        lock (_gate)
        {
            var news = new JobNews(_progress, _message, _secondsLeft, _points, _lines);
            (_points, _lines) = ([], []);
            return news;
        }
    }

    /// <summary>What could not be written is handed over again, before what was told since.</summary>
    public void PutBack(JobNews news)
    {
        lock (_gate) (_points, _lines) = ([.. news.Points, .. _points], [.. news.Lines, .. _lines]);
    }
}
