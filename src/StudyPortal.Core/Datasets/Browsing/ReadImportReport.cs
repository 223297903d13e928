using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Datasets;

/// <summary>What an import left out and noted, in short; the whole list is a file.</summary>
public sealed class ReadImportReport(IDbContextFactory<PortalDb> databases)
{
    private const int Shown = 12;

    public async Task<ImportReport> ExecuteAsync(Guid importId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var problems = db.Set<ImportProblem>().AsNoTracking().Where(p => p.ImportId == importId);
        return new ImportReport(
            await problems.CountAsync(p => !p.IsNote, cancellationToken),
            await problems.CountAsync(p => p.IsNote, cancellationToken),
            await problems.OrderBy(p => p.IsNote).ThenBy(p => p.Id).Take(Shown).Select(p => new SourceProblem(p.File, p.Line, p.Reason, p.IsNote)).ToListAsync(cancellationToken));
    }
}
