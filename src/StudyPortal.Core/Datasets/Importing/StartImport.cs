using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Datasets;

/// <summary>Asks a trainer to import a folder: as a new data set, or to add what is new in it to the one that has the name.</summary>
public sealed class StartImport(IDbContextFactory<PortalDb> databases, ImportFolders folders, Uploads uploads, EnqueueJob enqueue)
{
    public async Task<StartImportOutcome> ExecuteAsync(ImportRequest request, string actor, CancellationToken cancellationToken)
    {
        var (name, title) = (request.Name.Trim(), TitleOf(request.Name.Trim()));
        if (name.Length is 0 or > 100) return new StartImportOutcome.Refused("Give the data set a name of 1 to 100 characters.");
        if (!folders.Allow(request.Folder) && !uploads.Hold(request.Folder)) return new StartImportOutcome.Refused("This folder is not below one that imports are allowed from (setting Import:Roots).");
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (await db.Set<Job>().AnyAsync(j => j.Kind == JobKind.Import && j.Title == title && (j.State == JobState.Queued || j.State == JobState.Running), cancellationToken))
            return new StartImportOutcome.Refused($"\"{name}\" is being imported already. Wait until it is there, or cancel that job.");
        return new StartImportOutcome.Queued(await enqueue.ExecuteAsync(JobKind.Import, title, request with { Name = name }, actor, cancellationToken));
    }

    private static string TitleOf(string name) => $"Import {name}";
}
