using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Datasets;

/// <summary>
/// Imports a folder: pixels into the blob store first, then every row in one transaction, so that a data set is there as a whole or not
/// at all, whatever happens on the way. What was refused or noted is kept under the import's id.
/// </summary>
public sealed class ImportDataset(IDbContextFactory<PortalDb> databases, SourceReader sources, BlobStore blobs, PseudonymSecret secret, TimeProvider clock)
{
    /// <summary>Run again with the id of an import that was already completed, it answers what that one made.</summary>
    public async Task<ImportOutcome> ExecuteAsync(ImportRequest request, Guid importId, string actor, Action<ImportProgress> progress, CancellationToken cancellationToken)
    {
        if (await EarlierAsync(request.Name, importId, cancellationToken) is { } earlier) return earlier;
        SourcePlan plan;
        try
        {
            plan = sources.Read(request, cancellationToken);
        }
        catch (DatasetFormatException unreadable)
        {
            return await RefuseAsync(importId, unreadable.Message, [unreadable.Problem], cancellationToken);
        }

        var problems = plan.Listing.Problems.ToList();
        if (Refusal(request, plan.Cases.Count, problems) is { } early) return await RefuseAsync(importId, early, problems, cancellationToken);
        var stored = await new CasePixels(blobs, clock).StoreAsync(request.Folder, plan, problems, progress, cancellationToken);
        stored = StoredChecks.Apply(stored, problems);
        if (Refusal(request, stored.Count, problems) is { } late) return await RefuseAsync(importId, late, problems, cancellationToken);
        return await CommitAsync(request, plan, stored, problems, importId, actor, cancellationToken);
    }

    private async Task<ImportOutcome?> EarlierAsync(string name, Guid importId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var earlier = await db.Set<Dataset>().AsNoTracking().Where(d => d.ImportId == importId || d.Name == name).ToListAsync(cancellationToken);
        if (earlier.SingleOrDefault(d => d.ImportId == importId) is { } done)
            return new ImportOutcome.Imported(
                done.Id,
                await db.Set<Case>().CountAsync(c => c.DatasetId == done.Id, cancellationToken),
                await db.Set<ImportProblem>().CountAsync(p => p.ImportId == importId && !p.IsNote, cancellationToken));
        return earlier is []
            ? null
            : new ImportOutcome.Refused($"There is already a data set called \"{name}\". Choose another name; a data set is never overwritten.", []);
    }

    private static string? Refusal(ImportRequest request, int cases, IReadOnlyList<SourceProblem> problems)
    {
        var refused = problems.Where(problem => !problem.IsNote).ToList();
        if (cases == 0) return refused is [var only, ..] ? $"No image can be imported. First problem: {only}" : "No image can be imported: the folder has none.";
        if (refused is [] || request.SkipBadRows) return null;
        return $"{refused.Count.ToString(CultureInfo.InvariantCulture)} rows or files cannot be imported, so nothing was. First problem: {refused[0]} Mend them, or import again leaving bad rows out.";
    }

    private async Task<ImportOutcome> RefuseAsync(Guid importId, string reason, IReadOnlyList<SourceProblem> problems, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await ImportRows.ReplaceProblemsAsync(db, importId, problems, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new ImportOutcome.Refused(reason, problems);
    }

    private async Task<ImportOutcome> CommitAsync(
        ImportRequest request, SourcePlan plan, IReadOnlyList<StoredCase> stored, IReadOnlyList<SourceProblem> problems, Guid importId, string actor, CancellationToken cancellationToken)
    {
        var dataset = new Dataset
        {
            Id = DatasetId.New(),
            Name = request.Name,
            Adapter = plan.Adapter.Name,
            Labels = [.. plan.Listing.Labels],
            IsSynthetic = plan.Readme.IsSynthetic,
            Source = request.Source.Length > 0 ? request.Source : plan.Readme.Text,
            SplitSeed = plan.SplitSeed,
            GivenSplits = [.. plan.GivenSplits],
            Uncertain = request.Uncertain,
            ImportId = importId,
            ImportedBy = actor,
            ImportedUtc = clock.GetUtcNow().UtcDateTime,
        };
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.Set<Dataset>().AnyAsync(d => d.Name == request.Name, cancellationToken))
            return new ImportOutcome.Refused($"A data set called \"{request.Name}\" was imported meanwhile. Choose another name.", []);
        await ImportRows.AddAsync(db, dataset, stored, secret.Load(), cancellationToken);
        await ImportRows.ReplaceProblemsAsync(db, importId, problems, cancellationToken);
        var leftOut = problems.Count(problem => !problem.IsNote);
        await AuditTrail.AppendAsync(db, dataset.ImportedUtc, actor, "dataset.imported", request.Name,
            string.Create(CultureInfo.InvariantCulture, $"{dataset.Adapter}: {stored.Count} cases, {leftOut} rows left out, import {importId}"), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new ImportOutcome.Imported(dataset.Id, stored.Count, leftOut);
    }
}
