namespace StudyPortal.Core.Reports.Results;

/// <summary>Runs the sections of a computation one after the other and says how far it is.</summary>
internal sealed class ReportSteps(IProgress<ReportProgress>? progress, int totalWeight, CancellationToken cancellationToken)
{
    private int _done;

    /// <summary>Looked at between the sections and handed on to the long ones.</summary>
    public CancellationToken CancellationToken => cancellationToken;

    public T Run<T>(ReportSection section, Func<T> compute)
    {
        cancellationToken.ThrowIfCancellationRequested();
        progress?.Report(new ReportProgress(section.Name, Math.Min(1, (double)_done / totalWeight)));
        var result = compute();
        _done += section.Weight;
        return result;
    }
}
