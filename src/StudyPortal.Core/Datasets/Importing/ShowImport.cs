using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Datasets;

/// <summary>Shows what an import has written, all at once: as a data set of its own, or among the cases of the set that it adds to.</summary>
internal sealed class ShowImport(IDbContextFactory<PortalDb> databases, TimeProvider clock)
{
    /// <param name="subject">Whose rows were written.</param>
    /// <param name="hidden">Null when there is nothing to add.</param>
    /// <param name="cases">How many were written.</param>
    /// <param name="unneeded">What it stored on the way; it is deleted unless something else needs it.</param>
    /// <param name="cancellationToken">Looked at until the commit.</param>
    public async Task<ImportOutcome> ExecuteAsync(ImportSubject subject, DatasetId? hidden, int cases, IReadOnlyCollection<BlobHash> unneeded, CancellationToken cancellationToken)
    {
        var name = subject.Request.Name;
        var import = ImportOf(subject, subject.Present?.Dataset.Id ?? hidden ?? throw new ArgumentNullException(nameof(hidden)), cases);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var counted = hidden is { } written ? await CountLabels.AnewAsync(db, written, subject.Plan.Listing.Labels, cancellationToken) : null;
        await using var transaction = await db.BeginWritingAsync(cancellationToken);
        if (subject.Present is null && await db.Set<Dataset>().AnyAsync(d => d.Name == name, cancellationToken))
            return new ImportOutcome.Refused($"A data set called \"{name}\" was imported meanwhile. Choose another name, or import again to add to it.", []);
        if (hidden is { } id && counted is not null) await ShowAsync(db, id, subject.Present is null ? null : import.DatasetId, import, name, counted, cancellationToken);
        db.Add(import);
        await AuditTrail.AppendAsync(db, import.ImportedUtc, import.ImportedBy, subject.Present is null ? "dataset.imported" : "dataset.extended", name, Told(import), cancellationToken);
        await RetiredBlob.AddAsync(db, unneeded, import.ImportedUtc, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await db.Set<StoredFile>().Where(f => f.Import == subject.Key).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new ImportOutcome.Imported(import.DatasetId, import.Cases, import.LeftOut, import.Present);
    }

    private DatasetImport ImportOf(ImportSubject subject, DatasetId dataset, int cases) => new()
    {
        Id = subject.Id,
        DatasetId = dataset,
        Cases = cases,
        Present = subject.There,
        LeftOut = subject.Problems.Count(problem => !problem.IsNote),
        ImportedBy = subject.Actor,
        ImportedUtc = clock.GetUtcNow().UtcDateTime,
    };

    private static async Task ShowAsync(PortalDb db, DatasetId hidden, DatasetId? target, DatasetImport import, string name, LabelStatistics counted, CancellationToken cancellationToken)
    {
        var shown = target is { } present
            ? await MoveAsync(db, hidden, present, counted, cancellationToken)
            : await NameAsync(db, hidden, name, KeptLabelCounts.Write(counted), import.ImportedUtc, cancellationToken);
        if (shown == 0) throw new InvalidOperationException($"What was written of \"{name}\" is gone: the same import was started a second time. Let one of them finish.");
    }

    private static Task<int> NameAsync(PortalDb db, DatasetId hidden, string name, string counts, DateTime now, CancellationToken cancellationToken) =>
        db.Set<Dataset>().IgnoreQueryFilters().Where(d => d.Id == hidden).ExecuteUpdateAsync(
            set => set.SetProperty(d => d.Name, name).SetProperty(d => d.IsUnfinished, false).SetProperty(d => d.LabelCounts, counts).SetProperty(d => d.ImportedUtc, now), cancellationToken);

    /// <summary>The new cases are numbered on from the last.</summary>
    private static async Task<int> MoveAsync(PortalDb db, DatasetId hidden, DatasetId target, LabelStatistics counted, CancellationToken cancellationToken)
    {
        var last = await db.Set<Case>().Where(c => c.DatasetId == target).MaxAsync(c => (int?)c.Number, cancellationToken) ?? 0;
        await db.Set<Case>().Where(c => c.DatasetId == hidden).ExecuteUpdateAsync(
            set => set.SetProperty(c => c.DatasetId, target).SetProperty(c => c.Number, c => c.Number + last), cancellationToken);
        await KeptLabelCounts.ChangeAsync(db, target, counted, cancellationToken);
        return await db.Set<Dataset>().IgnoreQueryFilters().Where(d => d.Id == hidden).ExecuteDeleteAsync(cancellationToken);
    }

    private static string Told(DatasetImport import) =>
        string.Create(CultureInfo.InvariantCulture, $"{import.Cases} cases, {import.Present} were there already, {import.LeftOut} rows left out, import {import.Id}");
}
