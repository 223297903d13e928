using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Reports;
using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Saliency;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Verification;

/// <summary>What was frozen when a study closed still is what the database holds: every change of every answer, and the hashes of every map. Reports rest on it.</summary>
internal sealed class AnalysisSetsCheck(BlobStore blobs) : Check
{
    public override string Title => "frozen analysis sets";

    public override async IAsyncEnumerable<Finding> FindAsync(PortalDb db, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var study in await db.Set<Study>().AsNoTracking().Where(s => s.FrozenSet != null).ToListAsync(cancellationToken))
        {
            if (await db.Set<Report>().AsNoTracking().AnyAsync(r => r.StudyId == study.Id && r.AnalysisSet != study.FrozenSet, cancellationToken))
                yield return new Finding(FindingKind.AnalysisSetChanged, $"a report of the study '{study.Name}' rests on another analysis set than the frozen one, {study.FrozenSet}");
            // A damaged file is told with the other files.
            if (await ReadAsync(study, cancellationToken) is not { } json) continue;
            if (Parse(json) is not { } set)
            {
                yield return new Finding(FindingKind.AnalysisSetChanged, $"what the study '{study.Name}' names as its frozen analysis set, {study.FrozenSet}, is none");
                continue;
            }

            if (set.History is { } history && !history.Select(Change).SequenceEqual((await StudyReading.ReadAsync(db, study.Id, cancellationToken)).History.Select(Change)))
                yield return new Finding(FindingKind.AnalysisSetChanged, $"the answers of the closed study '{study.Name}' are not those of its frozen analysis set {study.FrozenSet}");
            if (!set.Items.Select(item => (item.Case, item.TargetLabel, item.RawMap, item.Rendering)).Order().SequenceEqual(await MapsAsync(db, study.Id, cancellationToken)))
                yield return new Finding(FindingKind.MapChanged, $"the maps of the closed study '{study.Name}' are not those of its frozen analysis set {study.FrozenSet}");
        }
    }

    private async Task<byte[]?> ReadAsync(Study study, CancellationToken cancellationToken)
    {
        try
        {
            return study.FrozenSet is { } hash ? await blobs.ReadAsync(hash, cancellationToken) : null;
        }
        catch (BlobCorruptException)
        {
            return null;
        }
    }

    private static AnalysisSet? Parse(byte[] json)
    {
        try
        {
            return CanonicalJson.Read<AnalysisSet>(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Times to the microsecond, which is all that PostgreSQL keeps of those of a set that was frozen before the rows moved there.</summary>
    private static (string, int, int, string?, int, long) Change(AnswerEventFacts change) =>
        (change.Reader, change.Position, change.Question, change.Value, change.Version, change.AtUtc.Ticks / TimeSpan.TicksPerMicrosecond);

    private static async Task<IEnumerable<(int, string, string, string)>> MapsAsync(PortalDb db, StudyId study, CancellationToken cancellationToken)
    {
        var maps = await (
            from item in db.Set<StudyItem>().AsNoTracking()
            join shown in db.Set<Case>() on item.CaseId equals shown.Id
            join map in db.Set<SaliencyMap>() on item.SaliencyMapId equals map.Id
            where item.StudyId == study
            select new { shown.Number, item.TargetLabel, map.Raw, map.Rendering }).ToListAsync(cancellationToken);
        return maps.Select(map => (map.Number, map.TargetLabel, map.Raw.Value, map.Rendering.Value)).Order();
    }
}
