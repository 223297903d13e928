using StudyPortal.Core.Datasets;

namespace StudyPortal.Core.Saliency;

/// <summary>Asks a trainer for maps: every model on every case, unless it names them one by one.</summary>
/// <param name="Models">Each with the branch to explain.</param>
/// <param name="Cases">All of one data set or of several.</param>
/// <param name="Method">One of <see cref="SaliencyMethods"/>.</param>
/// <param name="TargetLabels">The labels to explain; null = those that are positive in the case.</param>
public sealed record ExplainRequest(IReadOnlyList<ModelBranch> Models, IReadOnlyList<CaseId> Cases, string Method, IReadOnlyList<string>? TargetLabels)
{
    /// <summary>Exactly these maps, of one method or of several, instead of every model on every case.</summary>
    public IReadOnlyList<MapTask>? Only { get; init; }

    public static ExplainRequest Of(IReadOnlyList<MapTask> tasks) => new(
        [.. tasks.Select(t => new ModelBranch(t.ModelId, t.Branch)).Distinct()], [.. tasks.Select(t => t.CaseId).Distinct()], tasks[0].Method, TargetLabels: null)
    {
        Only = tasks,
    };

    internal IReadOnlyList<string> Methods => Only is null ? [Method] : [.. Only.Select(t => t.Method).Distinct()];
}
