using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Health;
using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Reports.Results;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reports;

/// <summary>Computes the report of a closed study from its frozen analysis set; the same study and software give the report that is already there.</summary>
public sealed class CreateReport(IDbContextFactory<PortalDb> databases, BlobStore blobs, FreezeAnalysisSet freeze, TimeProvider clock)
{
    /// <exception cref="InvalidOperationException">The study is not closed.</exception>
    public Task<ReportId> ExecuteAsync(StudyId study, string actor, CancellationToken cancellationToken) =>
        ExecuteAsync(study, actor, null, cancellationToken);

    /// <param name="study">The closed study.</param>
    /// <param name="actor">Who asks, for the audit.</param>
    /// <param name="progress">Told before each section, on the thread that computes.</param>
    /// <param name="cancellationToken">Stops the computation; nothing is stored then.</param>
    /// <exception cref="InvalidOperationException">The study is not closed.</exception>
    /// <exception cref="BlobCorruptException">The set is damaged.</exception>
    public async Task<ReportId> ExecuteAsync(StudyId study, string actor, IProgress<ReportProgress>? progress, CancellationToken cancellationToken)
    {
        using var activity = PortalActivity.Start("report create")?.SetTag("study.id", study);
        var analysisSet = await freeze.ExecuteAsync(study, actor, cancellationToken);
        if (await ExistingAsync(study, analysisSet, cancellationToken) is { } existing) return existing;

        var set = CanonicalJson.Read<AnalysisSet>(await blobs.ReadAsync(analysisSet, cancellationToken));
        var results = await Task.Run(() => ComputeResults.From(set, analysisSet, progress, cancellationToken), cancellationToken);
        var report = new Report
        {
            Id = ReportId.New(),
            StudyId = study,
            AnalysisSet = analysisSet,
            Results = await blobs.PutAsync(CanonicalJson.Write(results), cancellationToken),
            SoftwareVersion = SoftwareVersion.Current,
            CreatedUtc = clock.GetUtcNow().UtcDateTime,
        };
        return await StoreAsync(report, actor, cancellationToken);
    }

    private async Task<ReportId?> ExistingAsync(StudyId study, BlobHash analysisSet, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await FindAsync(db, study, analysisSet, cancellationToken);
    }

    private static Task<ReportId?> FindAsync(PortalDb db, StudyId study, BlobHash analysisSet, CancellationToken cancellationToken) => db.Set<Report>()
        .Where(r => r.StudyId == study && r.AnalysisSet == analysisSet && r.SoftwareVersion == SoftwareVersion.Current)
        .Select(r => (ReportId?)r.Id).SingleOrDefaultAsync(cancellationToken);

    private async Task<ReportId> StoreAsync(Report report, string actor, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWritingAsync(cancellationToken);
        if (await FindAsync(db, report.StudyId, report.AnalysisSet, cancellationToken) is { } made) return made;

        db.Add(report);
        var details = $"analysis set {report.AnalysisSet}, results {report.Results}";
        await AuditTrail.AppendAsync(db, report.CreatedUtc, actor, "reports.created", report.StudyId.ToString(), details, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return report.Id;
    }
}
