using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;
using StudyPortal.Statistics.Roc;

namespace StudyPortal.Core.Models;

/// <summary>The ROC curves of evaluations, of one model or of several to compare.</summary>
public sealed class ReadRocCurves(IDbContextFactory<PortalDb> databases)
{
    public async Task<IReadOnlyList<LabelRoc>> ExecuteAsync(IReadOnlyList<EvaluationId> evaluations, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var samples = await EvaluationReader.SamplesAsync(db, evaluations, cancellationToken);
        return
        [
            .. from sample in samples
               let points = RocCurve.Of(sample.Value).Select(p => new CurvePoint(p.FalsePositiveRate, p.TruePositiveRate))
               orderby sample.Key.Item2
               select new LabelRoc(sample.Key.Item1, sample.Key.Item2, [.. points]),
        ];
    }
}
