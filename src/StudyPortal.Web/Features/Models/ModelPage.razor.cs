using Microsoft.AspNetCore.Components;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Models;

namespace StudyPortal.Web.Features.Models;

public sealed partial class ModelPage : IDisposable
{
    private readonly CancellationTokenSource _closed = new();
    private ModelDetails? _details;
    private IReadOnlyList<LabelRoc> _curves = [];
    private bool _missing;
    private string _label = "";

    [Parameter] public Guid Id { get; set; }

    [Inject] public required ReadModel ReadModel { get; set; }

    [Inject] public required ReadRocCurves ReadRocCurves { get; set; }

    private string Subtitle => $"{ModelWords.Text(_details!.Model.Variant)}, {(_details.Dataset is { } dataset ? $"trained on {dataset}" : "imported")}";

    /// <summary>Series of the same quantity share a chart.</summary>
    private IEnumerable<IGrouping<string, JobCurve>> Charts => _details!.Curves.GroupBy(curve => curve.Series[(curve.Series.LastIndexOf(' ') + 1)..]);

    /// <summary>Blue the clean norm, orange the adversarial one; dashed under attack.</summary>
    private IReadOnlyList<RocLine> RocLines =>
    [
        .. from scores in _details!.Evaluations
           let curve = _curves.FirstOrDefault(c => c.EvaluationId == scores.Id && c.Label == _label)
           where curve is { Points.Count: > 0 }
           let branch = ModelWords.Branch(scores, _details.Model.Variant)
           select new RocLine(
               $"{ModelWords.Attack(scores)}{(branch.Length > 0 ? $", {branch}" : "")}",
               scores.Branch == NormBranch.Clean ? "var(--arm-1)" : "var(--arm-0)", !scores.IsClean, curve.Points),
    ];

    public void Dispose()
    {
        _closed.Cancel();
        _closed.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        _details = await ReadModel.ExecuteAsync(ModelId.From(Id), _closed.Token);
        _missing = _details is null;
        if (_details is null) return;
        _label = _details.Model.Labels[0];
        _curves = await ReadRocCurves.ExecuteAsync([.. _details.Evaluations.Select(e => e.Id)], _closed.Token);
    }
}
