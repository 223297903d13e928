using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Datasets;

/// <summary>
/// Imports a folder: pixels into the blob store first, then the rows into a set that nobody sees, which one last commit shows. Stopped at
/// any moment, it leaves nothing to be seen, and started again it goes on where it was. A folder that was imported before under the name adds
/// only what is new in it. What was refused or noted is kept under the import's id, without the names of files (<see cref="StoredNames"/>).
/// </summary>
public sealed class ImportDataset(IDbContextFactory<PortalDb> databases, SourceReader sources, BlobStore blobs, PseudonymSecret secret, DiscardRetiredBlobs discard, TimeProvider clock)
{
    /// <summary>Run again with the id of an import that was already completed, it answers what that one made.</summary>
    /// <exception cref="IOException">The store is full, locked or out of order, or a file of the folder cannot be opened.</exception>
    public async Task<ImportOutcome> ExecuteAsync(ImportRequest request, Guid importId, string actor, Action<ImportProgress> progress, CancellationToken cancellationToken)
    {
        var names = new StoredNames(request, secret.Load());
        try
        {
            if (await EarlierAsync(importId, cancellationToken) is { } earlier) return earlier;
            var plan = sources.Read(request, cancellationToken);
            var present = await PresentAsync(request.Name, cancellationToken);
            if (present is not null && Additions.Refusal(plan, present) is { } differs) return await RefuseAsync(importId, differs, [.. plan.Listing.Problems.Select(names.Of)], cancellationToken);
            return await RunAsync(SubjectOf(request, importId, actor, plan, present, names), progress, cancellationToken);
        }
        catch (DatasetFormatException unreadable)
        {
            var kept = names.Of(unreadable.Problem);
            return await RefuseAsync(importId, kept.ToString(), [kept], cancellationToken);
        }
        catch (Exception error) when (StorageFailure.Of(error) is { } failure)
        {
            throw new IOException($"{failure.Reason} Nothing new of \"{request.Name}\" is to be seen. Start the import again when this is mended: it goes on where it was.", error);
        }
        catch (Exception error) when (names.OfError(error) is { } told)
        {
            // Without the error itself, which names the file.
            throw new IOException(told);
        }
    }

    private async Task<ImportOutcome?> EarlierAsync(Guid importId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<DatasetImport>().AsNoTracking().SingleOrDefaultAsync(i => i.Id == importId, cancellationToken) is { } done
            ? new ImportOutcome.Imported(done.DatasetId, done.Cases, done.LeftOut, done.Present)
            : null;
    }

    private async Task<PresentSet?> PresentAsync(string name, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await PresentSet.ReadAsync(db, name, cancellationToken);
    }

    private ImportSubject SubjectOf(ImportRequest request, Guid importId, string actor, SourcePlan plan, PresentSet? present, StoredNames names)
    {
        var problems = plan.Listing.Problems.ToList();
        var key = ImportKey.Of(request, plan.Adapter, secret.Load());
        if (present is null) return new ImportSubject(request, importId, actor, plan, key, null, 0, problems, names);
        var (added, there) = Additions.Of(plan, present, secret.Load(), problems);
        return new ImportSubject(request, importId, actor, plan with { Listing = plan.Listing with { Cases = added } }, key, present, there, problems, names);
    }

    private async Task<ImportOutcome> RunAsync(ImportSubject subject, Action<ImportProgress> progress, CancellationToken cancellationToken)
    {
        if (subject.Refusal(subject.Plan.Cases.Count) is { } early) return await RefuseAsync(subject.Id, early, subject.Kept, cancellationToken);
        var files = await StoredFiles.OpenAsync(databases, blobs, secret.Load(), subject.Key, clock, cancellationToken);
        var pixels = new CasePixels(blobs, files, clock);
        var stored = await pixels.StoreAsync(subject.Request.Folder, subject.Plan, subject.Problems, progress, cancellationToken);
        stored = StoredChecks.Apply(stored, subject.Present, subject.Problems);
        stored = await new CaseMasks(blobs, subject.Request.Folder).StoreAsync(stored, subject.Problems, cancellationToken);
        if (subject.Refusal(stored.Count) is { } late) return await RefuseAsync(subject.Id, late, subject.Kept, cancellationToken);

        var rows = new ImportRows(databases, secret.Load());
        await rows.ReplaceProblemsAsync(subject.Id, subject.Kept, cancellationToken);
        var hidden = await rows.WriteAsync(subject, stored, new ImportPace(ImportStage.Cases, stored.Count, clock, progress), clock.GetUtcNow().UtcDateTime, cancellationToken);
        // Now that rows name them nobody removes them any more.
        if (!stored.SelectMany(each => each.Blobs).Distinct().All(blob => File.Exists(blobs.PathOf(blob))))
            throw new IOException($"A file was removed as another import did not need it, just as this one did. Nothing new of \"{subject.Request.Name}\" is to be seen. Start the import again: it goes on where it was.");
        var outcome = await new ShowImport(databases, clock).ExecuteAsync(subject, hidden, stored.Count, pixels.Unneeded(stored), cancellationToken);
        await DiscardAsync();
        return outcome;
    }

    /// <summary>What it stored and does not need; the import is complete, and what cannot be deleted now is at the next start of the trainer.</summary>
    private async Task DiscardAsync()
    {
        try
        {
            await discard.ExecuteAsync(CancellationToken.None);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException || StorageFailure.Of(error) is not null)
        {
        }
    }

    private async Task<ImportOutcome> RefuseAsync(Guid importId, string reason, IReadOnlyList<SourceProblem> problems, CancellationToken cancellationToken)
    {
        await new ImportRows(databases, secret.Load()).ReplaceProblemsAsync(importId, problems, cancellationToken);
        return new ImportOutcome.Refused(reason, problems);
    }
}
