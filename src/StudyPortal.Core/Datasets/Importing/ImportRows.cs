using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;
using StudyPortal.Imaging.Dicom;

namespace StudyPortal.Core.Datasets;

/// <summary>Writes the rows of an import inside the caller's transaction.</summary>
internal static class ImportRows
{
    private const int Batch = 1000;

    public static async Task AddAsync(PortalDb db, Dataset dataset, IReadOnlyList<StoredCase> stored, Pseudonyms pseudonyms, CancellationToken cancellationToken)
    {
        db.Add(dataset);
        foreach (var batch in stored.Index().Chunk(Batch))
        {
            foreach (var (index, source) in batch) Add(db, dataset, index + 1, source, pseudonyms);
            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
        }
    }

    public static async Task ReplaceProblemsAsync(PortalDb db, Guid importId, IReadOnlyList<SourceProblem> problems, CancellationToken cancellationToken)
    {
        await db.Set<ImportProblem>().Where(p => p.ImportId == importId).ExecuteDeleteAsync(cancellationToken);
        db.AddRange(problems.Select(p => new ImportProblem { ImportId = importId, File = p.File, Line = p.Line, Reason = p.Reason, IsNote = p.IsNote }));
    }

    private static void Add(PortalDb db, Dataset dataset, int number, StoredCase stored, Pseudonyms pseudonyms)
    {
        var source = stored.Source;
        var id = CaseId.New();
        db.Add(new Case
        {
            Id = id,
            DatasetId = dataset.Id,
            Number = number,
            Patient = pseudonyms.Patient(source.Patient),
            Split = source.Split ?? throw new InvalidOperationException("A plan divides every case."),
            Pixels = stored.Pixels,
            Thumbnail = stored.Thumbnail,
            Width = stored.Facts.Width,
            Height = stored.Facts.Height,
            BitDepth = stored.Facts.BitDepth,
            WindowLow = stored.Facts.WindowLow,
            WindowHigh = stored.Facts.WindowHigh,
            Modality = stored.Facts.Modality,
            RescaleSlope = stored.Facts.Rescale?.Slope,
            RescaleIntercept = stored.Facts.Rescale?.Intercept,
            KeySlice = stored.KeySlice,
            View = source.View,
            Origin = source.Origin,
            Review = stored.Facts.Review,
        });
        db.AddRange(dataset.Labels.Zip(source.Values, (label, value) => new CaseLabel { CaseId = id, Label = label, Value = value }));
        db.AddRange(stored.Slices.Select((pixels, position) => new CaseSlice { CaseId = id, Position = position, Pixels = pixels }));
        db.AddRange(source.Boxes.Select(box => new LesionBox { CaseId = id, Label = box.Label, X = box.X, Y = box.Y, Width = box.Width, Height = box.Height }));
    }
}
