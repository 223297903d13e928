using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;
using StudyPortal.Imaging.Dicom;

namespace StudyPortal.Core.Datasets;

/// <summary>Writes the rows of an import, some hundreds of cases in each transaction, so that other writers get their turn between them.</summary>
internal sealed class ImportRows(IDbContextFactory<PortalDb> databases, Pseudonyms pseudonyms)
{
    private const int CasesAtOnce = 500, ProblemsAtOnce = 5000;

    /// <summary>The cases, numbered from 1, in a set of their own that is hidden; null when there is nothing to add to the set that is there.</summary>
    public async Task<DatasetId?> WriteAsync(ImportSubject subject, IReadOnlyList<StoredCase> stored, ImportPace pace, DateTime now, CancellationToken cancellationToken)
    {
        var hidden = HiddenSet.Of(subject, now);
        await HiddenSet.RemoveAsync(databases, hidden.Name, cancellationToken);
        if (subject.Present is not null && stored.Count == 0) return null;
        await using (var db = await databases.CreateDbContextAsync(cancellationToken))
        {
            db.Add(hidden);
            await db.SaveChangesAsync(cancellationToken);
        }

        foreach (var chunk in stored.Index().Chunk(CasesAtOnce))
        {
            await WriteAsync(hidden, chunk, subject.Names, cancellationToken);
            pace.Done(chunk.Length);
        }

        return hidden.Id;
    }

    public async Task ReplaceProblemsAsync(Guid importId, IReadOnlyList<SourceProblem> problems, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await db.Set<ImportProblem>().Where(p => p.ImportId == importId).ExecuteDeleteAsync(cancellationToken);
        foreach (var chunk in problems.Chunk(ProblemsAtOnce))
        {
            await using var transaction = await db.BeginStoringAsync(cancellationToken);
            using (var batch = new RowBatch(db))
            using (var rows = new RowInserter<ImportProblem>(batch))
            {
                foreach (var p in chunk) rows.Add(new ImportProblem { ImportId = importId, File = p.File, Line = p.Line, Reason = p.Reason, IsNote = p.IsNote });
                batch.Flush();
            }

            await transaction.CommitAsync(cancellationToken);
        }
    }

    private async Task WriteAsync(Dataset hidden, (int Index, StoredCase Item)[] chunk, StoredNames names, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginStoringAsync(cancellationToken);
        using (var batch = new RowBatch(db))
        using (var cases = new RowInserter<Case>(batch))
        using (var labels = new RowInserter<CaseLabel>(batch))
        using (var slices = new RowInserter<CaseSlice>(batch))
        using (var boxes = new RowInserter<LesionBox>(batch))
        using (var masks = new RowInserter<LesionMask>(batch))
        {
            foreach (var (index, stored) in chunk)
            {
                var row = Row(hidden.Id, index + 1, stored, names);
                cases.Add(row);
                foreach (var (label, value) in hidden.Labels.Zip(stored.Source.Values)) labels.Add(new CaseLabel { CaseId = row.Id, Label = label, Value = value });
                foreach (var (position, pixels) in stored.Slices.Index()) slices.Add(new CaseSlice { CaseId = row.Id, Position = position, Pixels = pixels });
                foreach (var box in stored.Source.Boxes) boxes.Add(new LesionBox { CaseId = row.Id, Label = box.Label, X = box.X, Y = box.Y, Width = box.Width, Height = box.Height });
                foreach (var (label, pixels) in stored.Masks) masks.Add(new LesionMask { CaseId = row.Id, Label = label, Pixels = pixels });
            }

            batch.Flush();
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private Case Row(DatasetId dataset, int number, StoredCase stored, StoredNames names) => new()
    {
        Id = CaseId.New(),
        DatasetId = dataset,
        Number = number,
        Patient = pseudonyms.Patient(stored.Source.Patient),
        Split = stored.Source.SplitGiven,
        Pixels = stored.Pixels,
        Thumbnail = stored.Image.Thumbnail ?? throw new InvalidOperationException("Every case has a thumbnail."),
        Width = stored.Facts.Width,
        Height = stored.Facts.Height,
        BitDepth = stored.Facts.BitDepth,
        WindowLow = stored.Facts.WindowLow,
        WindowHigh = stored.Facts.WindowHigh,
        Modality = stored.Facts.Modality,
        RescaleSlope = stored.Facts.Rescale?.Slope,
        RescaleIntercept = stored.Facts.Rescale?.Intercept,
        KeySlice = stored.KeySlice,
        View = stored.Source.View,
        Origin = names.OfOrigin(stored.Source.Origin),
        SourceKey = ImportKey.OfSource(stored.Source.File, pseudonyms),
        Review = stored.Facts.Review,
    };
}
