using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Models;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Datasets;

/// <summary>What was made from the split of a data set, so that changing it would make a number untrue.</summary>
internal static class SplitUse
{
    private const int MostNamed = 3;

    /// <summary>Why it must stay as it is; null when it may change.</summary>
    public static async Task<string?> ReasonAsync(PortalDb db, DatasetId dataset, CancellationToken cancellationToken)
    {
        var models = await db.Set<Model>().Where(m => m.DatasetId == dataset).OrderBy(m => m.Name).Select(m => m.Name).ToListAsync(cancellationToken);
        if (models.Count > 0) return $"The split stays as it is: models were trained on it ({Listed(models)}).";
        var studies = await db.Set<Study>().Where(s => s.DatasetId == dataset).OrderBy(s => s.Name).Select(s => s.Name).ToListAsync(cancellationToken);
        if (studies.Count > 0) return $"The split stays as it is: studies use it ({Listed(studies)}).";
        if (await db.Set<Evaluation>().AnyAsync(e => e.DatasetId == dataset, cancellationToken)) return "The split stays as it is: a model was evaluated on one of its parts.";
        var waiting = await db.Set<Job>().Where(j => j.Kind == JobKind.Train && (j.State == JobState.Queued || j.State == JobState.Running)).Select(j => j.RequestJson).ToListAsync(cancellationToken);
        return waiting.Any(request => request.Contains(dataset.ToString(), StringComparison.OrdinalIgnoreCase)) ? "The split stays as it is while a training on it waits or runs." : null;
    }

    private static string Listed(List<string> names)
    {
        var rest = names.Count - MostNamed;
        return string.Join(", ", names.Take(MostNamed)) + (rest > 0 ? FormattableString.Invariant($" and {rest} more") : "");
    }
}
