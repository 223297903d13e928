using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Datasets;

/// <summary>Asks a trainer to import a folder.</summary>
public sealed class StartImport(IDbContextFactory<PortalDb> databases, ImportFolders folders, EnqueueJob enqueue)
{
    public async Task<StartImportOutcome> ExecuteAsync(ImportRequest request, string actor, CancellationToken cancellationToken)
    {
        var name = request.Name.Trim();
        if (name.Length is 0 or > 100) return new StartImportOutcome.Refused("Give the data set a name of 1 to 100 characters.");
        if (!folders.Allow(request.Folder)) return new StartImportOutcome.Refused("This folder is not below one that imports are allowed from (setting Import:Roots).");
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (await db.Set<Dataset>().AnyAsync(d => d.Name == name, cancellationToken))
            return new StartImportOutcome.Refused($"There is already a data set called \"{name}\". Choose another name; a data set is never overwritten.");
        return new StartImportOutcome.Queued(await enqueue.ExecuteAsync(JobKind.Import, $"Import {name}", request with { Name = name }, actor, cancellationToken));
    }
}
