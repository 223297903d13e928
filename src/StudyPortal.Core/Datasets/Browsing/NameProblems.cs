using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Datasets;

/// <summary>Tells which files of a folder an import's problems are about. Their names may be patients' and are kept nowhere: they are read from the folder each time, for the administrator's eyes.</summary>
public sealed class NameProblems(IDbContextFactory<PortalDb> databases, ListProblems problems, PseudonymSecret secret)
{
    /// <returns>Null when there is no such import, it was not made from a page, or its folder is not there any more.</returns>
    public async Task<IReadOnlyList<SourceProblem>?> ExecuteAsync(Guid importId, CancellationToken cancellationToken)
    {
        if (await FolderAsync(importId, cancellationToken) is not { } folder || !Directory.Exists(folder)) return null;
        return In(folder, await problems.ExecuteAsync(importId, null, cancellationToken));
    }

    /// <summary>The problems by the names that the files have in the folder now; of a file that is not there any more what it is called instead.</summary>
    public IReadOnlyList<SourceProblem> In(string folder, IReadOnlyList<SourceProblem> found)
    {
        var pseudonyms = secret.Load();
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in SourceFiles.All(folder)) names[FileAlias.Of(file, pseudonyms)] = file;
        return [.. found.Select(problem => problem with { File = FileAlias.Resolve(problem.File, names), Reason = FileAlias.Resolve(problem.Reason, names) })];
    }

    private async Task<string?> FolderAsync(Guid importId, CancellationToken cancellationToken)
    {
        var id = JobId.From(importId);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var request = await db.Set<Job>().AsNoTracking().Where(j => j.Id == id && j.Kind == JobKind.Import).Select(j => j.RequestJson).SingleOrDefaultAsync(cancellationToken);
        return request is null ? null : JsonSerializer.Deserialize<ImportRequest>(request, PortalJson.Options)?.Folder;
    }
}
