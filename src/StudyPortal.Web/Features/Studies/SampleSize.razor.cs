using System.Globalization;
using Microsoft.AspNetCore.Components;
using StudyPortal.Core.Studies;
using StudyPortal.Core.Studies.Planning;

namespace StudyPortal.Web.Features.Studies;

/// <summary>Power of the comparison that a study plans, from how much the ratings so far vary.</summary>
public sealed partial class SampleSize : IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private double _difference = 0.5;
    private int _readers;
    private int _cases;
    private SampleSizeQuestion _asked = new(0, 0, 0);
    private SampleSizeOutcome? _outcome;

    [Parameter, EditorRequired] public required StudyDetail Study { get; set; }

    [Inject] public required PlanSampleSize PlanSampleSize { get; set; }

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override Task OnInitializedAsync()
    {
        (_readers, _cases) = (Math.Max(2, Study.Readers.Count(r => !r.IsRemoved)), Math.Max(2, Study.Cases.Count));
        return PlanAsync();
    }

    private async Task PlanAsync()
    {
        _asked = new SampleSizeQuestion(_difference, _readers, _cases);
        _outcome = await PlanSampleSize.ExecuteAsync(Study.Id, _asked, _leaving.Token);
    }

    private static string Percent(double power) => power > 0.995 ? "> 99%" : power.ToString("0%", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
