using Microsoft.AspNetCore.Components;
using StudyPortal.Core.Health;

namespace StudyPortal.Web.Features.Health;

/// <summary>How the portal's figures went over the last hour, day or month.</summary>
public sealed partial class HistoryPanel
{
    private HistorySpan _span = HistorySpan.All[0];
    private DateTime _to;
    private IReadOnlyList<HealthHistory>? _history;
    private IReadOnlyList<string> _sources = [];

    [Inject] public required ReadHealthHistory Read { get; init; }

    protected override TimeSpan Every => TimeSpan.FromMinutes(1);

    protected override async Task LoadAsync()
    {
        var (span, to) = (_span, Clock.GetUtcNow().UtcDateTime);
        var history = await Read.ExecuteAsync(to - span.Length, to, span.Parts, Closed);
        if (span != _span) return;
        // Web hosts before trainers.
        (_to, _history) = (to, [.. history.Select(figure => figure with { Series = [.. figure.Series.OrderByDescending(series => series.Source, StringComparer.Ordinal)] })]);
        _sources = [.. history.SelectMany(figure => figure.Series).Select(series => series.Source).Distinct().OrderDescending(StringComparer.Ordinal)];
    }

    private Task ShowAsync(HistorySpan span)
    {
        (_span, _history) = (span, null);
        return ReadAsync();
    }
}
