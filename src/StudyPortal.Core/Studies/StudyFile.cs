using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Models;
using StudyPortal.Core.Saliency;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Studies;

/// <summary>A file that a study shows or rests on.</summary>
/// <param name="Hash">Its name in the store.</param>
/// <param name="What">In words that an administrator understands: which case, and which arm.</param>
internal sealed record StudyFile(BlobHash Hash, string What)
{
    /// <summary>The images of the sample with the slices beside them, and the raw and rendered map of each item; of a draft, those found so far.</summary>
    public static async Task<IReadOnlyList<StudyFile>> ListAsync(PortalDb db, Study study, StudyMaps maps, CancellationToken cancellationToken)
    {
        var sample = StudySample.Of(study);
        var cases = sample.Cases.Concat(sample.Calibration).Select(c => c.CaseId).ToList();
        var images = await db.Set<Case>().AsNoTracking().Where(c => cases.Contains(c.Id)).OrderBy(c => c.Number)
            .Select(c => new { c.Number, c.Pixels }).ToListAsync(cancellationToken);
        var slices = await (
            from slice in db.Set<CaseSlice>().AsNoTracking()
            join shown in db.Set<Case>() on slice.CaseId equals shown.Id
            where cases.Contains(slice.CaseId)
            orderby shown.Number, slice.Position
            select new { shown.Number, slice.Position, slice.Pixels }).ToListAsync(cancellationToken);
        var found = maps.Found.Values.ToList();
        var rendered = await (
            from map in db.Set<SaliencyMap>().AsNoTracking()
            join shown in db.Set<Case>() on map.CaseId equals shown.Id
            join model in db.Set<Model>() on map.ModelId equals model.Id
            where found.Contains(map.Id)
            orderby shown.Number
            select new { map.Raw, map.Rendering, shown.Number, Model = model.Name, map.Branch }).ToListAsync(cancellationToken);
        return
        [
            .. images.Select(i => new StudyFile(i.Pixels, $"the image of case {i.Number}")),
            .. slices.Select(s => new StudyFile(s.Pixels, $"slice {s.Position + 1} beside the image of case {s.Number}")),
            .. rendered.Select(m => new StudyFile(m.Raw, $"the raw map of case {m.Number}, arm {Arm(m.Model, m.Branch)}")),
            .. rendered.Select(m => new StudyFile(m.Rendering, $"the map shown of case {m.Number}, arm {Arm(m.Model, m.Branch)}")),
        ];
    }

    private static string Arm(string model, NormBranch branch) => branch == NormBranch.Clean ? model : $"{model} (adversarial branch)";
}
