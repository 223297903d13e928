using StudyPortal.Imaging;
using StudyPortal.Imaging.Volumes;

namespace StudyPortal.Core.Datasets;

/// <summary>A folder of PNG, JPEG, TIFF or BMP images, or of volumes, with a CSV that labels them. The boxes and masks of a volume are those of its middle slice.</summary>
internal sealed class ImagesAdapter : DatasetAdapter
{
    private readonly VolumeSlices _slices = new();

    public override string Name => "images";

    public override bool Recognises(string folder) =>
        Directory.EnumerateFiles(folder, "*.csv").Any() && SourceFiles.All(folder).Any(file => SourceFiles.IsImage(file) || VolumeFile.IsNamedAsOne(file));

    public override SourceListing List(ImportRequest request, CancellationToken cancellationToken)
    {
        var name = request.LabelsFile ?? LabelsFile.Find(request.Folder)
            ?? throw new DatasetFormatException(LabelsFile.Usual, null, "E_MISSING_FILE: There is no CSV in the folder. Put one there with a column of file names and one column per label.");
        var table = CsvTable.Read(request.Folder, name);
        var mapping = request.Columns ?? ColumnGuess.Of(table, request.Hints);
        if (mapping.Labels.Count == 0)
            throw new DatasetFormatException(name, 1, $"E_CSV_SCHEMA: No column holds labels: {LabelText.Expected}. Choose the label columns yourself.");
        var problems = new List<SourceProblem>(table.Problems);
        if (mapping.Patient is null)
            problems.Add(new SourceProblem(name, null, "No column names the patient: every image counts as a patient of its own.", IsNote: true));

        var masks = new MaskFiles(request.Folder, table.Header, mapping.Labels);
        var cases = Cases(request.Folder, table, mapping, masks, problems, cancellationToken);
        masks.NoteUnused(problems);
        NoteUnreferenced(request.Folder, cases, problems);
        var boxes = BoxesFile.Read(request.Folder, mapping.Labels, cases.Select(c => VolumeSlices.FileOf(c.File)).ToHashSet(), problems);
        return new SourceListing(mapping.Labels, [.. cases.Select(c => c with { Boxes = [.. boxes[VolumeSlices.FileOf(c.File)]] })], problems) { Columns = (table.Header, mapping) };
    }

    public override DecodedImage Decode(string folder, string file) =>
        VolumeSlices.Is(file) ? _slices.Decode(folder, file) : DecodedImage.OfRaster(Path.Combine(folder, file));

    private static List<SourceCase> Cases(string folder, CsvTable table, ColumnMapping mapping, MaskFiles masks, List<SourceProblem> problems, CancellationToken cancellationToken)
    {
        var cases = new List<SourceCase>();
        var lines = new Dictionary<string, int>();
        foreach (var row in table.Rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var before = problems.Count;
            var (file, refusal) = SourceFiles.Find(folder, row.Cells[table.Column(mapping.File)]);
            if (file is null) problems.Add(new SourceProblem(table.Name, row.Line, refusal!));
            else if (!lines.TryAdd(file, row.Line)) problems.Add(new SourceProblem(table.Name, row.Line, $"E_CSV_VALUE: \"{file}\" is already on line {lines[file]}. Keep one of the two rows."));
            var found = Case(table, row, mapping, file ?? "", problems);
            if (problems.Count > before) continue;
            found = found with { Masks = masks.Of(table.Name, row, found.File, mapping.Labels, found.Values, problems) };
            if (problems.Count == before && WithSlices(folder, found, table.Name, problems) is { } whole) cases.Add(whole);
        }

        return cases;
    }

    /// <summary>Of a volume its middle slice; null where it cannot be read.</summary>
    private static SourceCase? WithSlices(string folder, SourceCase found, string table, List<SourceProblem> problems)
    {
        if (!VolumeFile.IsNamedAsOne(found.File)) return found;
        try
        {
            var (middle, stack) = VolumeSlices.Of(folder, found.File);
            return found with { File = middle, Stack = stack };
        }
        catch (ImageFormatException refused)
        {
            problems.Add(new SourceProblem(table, found.Line, $"{refused.Code}: {refused.Detail}"));
            return null;
        }
    }

    private static SourceCase Case(CsvTable table, TableRow row, ColumnMapping mapping, string file, List<SourceProblem> problems)
    {
        var patient = mapping.Patient is null ? file : row.Cells[table.Column(mapping.Patient)];
        if (mapping.Patient is not null && patient.Length == 0) problems.Add(new SourceProblem(table.Name, row.Line, $"E_CSV_VALUE: Column {mapping.Patient} is empty; expected the patient's id."));
        return new SourceCase
        {
            File = file,
            Line = row.Line,
            Patient = patient,
            Split = LabelsFile.Fold(table, row, mapping, problems),
            View = mapping.View is null ? "" : row.Cells[table.Column(mapping.View)],
            Origin = $"{table.Name}, line {row.Line}",
            Values = LabelsFile.Values(table, row, mapping, problems),
        };
    }

    private static void NoteUnreferenced(string folder, List<SourceCase> cases, List<SourceProblem> problems)
    {
        var named = cases.Select(c => VolumeSlices.FileOf(c.File)).Concat(cases.SelectMany(c => c.Masks).Select(mask => mask.File)).ToHashSet();
        problems.AddRange(SourceFiles.All(folder).Where(file => (SourceFiles.IsImage(file) || VolumeSlices.IsVolume(folder, file)) && !named.Contains(file) && !MaskFiles.IsMask(file))
            .Select(file => new SourceProblem(file, null, "No importable row names this image; it is left out.", IsNote: true)));
    }
}
