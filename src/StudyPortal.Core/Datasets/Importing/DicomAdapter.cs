using System.Text.RegularExpressions;
using StudyPortal.Imaging;
using StudyPortal.Imaging.Dicom;

namespace StudyPortal.Core.Datasets;

/// <summary>A folder of DICOM images of any depth and naming, with an optional CSV that labels them by file or SOPInstanceUID. Only de-identified pixels leave it.</summary>
internal sealed partial class DicomAdapter(PseudonymSecret secret) : DatasetAdapter
{
    public override string Name => "dicom";

    public override bool Recognises(string folder) => SourceFiles.All(folder).Any(file => DicomSniff.IsDicom(Path.Combine(folder, file)));

    public override SourceListing List(ImportRequest request, CancellationToken cancellationToken)
    {
        var problems = new List<SourceProblem>();
        var instances = DicomInstances.Find(request.Folder, secret.Load(), problems, Refusal, cancellationToken);
        var name = request.LabelsFile ?? LabelsFile.Find(request.Folder);
        if (name is null)
            return new SourceListing([], [.. instances.Select(instance => instance.AsCase([], null, null, ""))], problems);

        var table = CsvTable.Read(request.Folder, name);
        problems.AddRange(table.Problems);
        var mapping = request.Columns ?? ColumnGuess.Of(table, request.Hints);
        return new SourceListing(mapping.Labels, Labelled(table, mapping, instances, problems), problems) { Columns = (table.Header, mapping) };
    }

    public override DecodedImage Decode(string folder, string file)
    {
        try
        {
            var (path, frame) = FrameNames.Split(folder, file);
            var source = DicomFile.Read(Path.Combine(folder, path)).Dataset;
            var clean = new Deidentification(secret.Load()).Apply(source, frame);
            var viewing = DicomPixels.ToViewing(clean.Dataset);
            var modality = clean.Dataset.Text(DicomTags.Modality) ?? "";
            var (low, high) = ModalityWindow.Of(modality, viewing);
            return new DecodedImage(viewing.Image, low, high) { Modality = modality, Rescale = viewing.Rescale, Review = PixelText.Review(clean.Text, source) };
        }
        catch (ImageFormatException refused)
        {
            throw new ImageFormatException(refused.Fault, Unquoted(refused), offset: refused.Offset);
        }
    }

    private static List<SourceCase> Labelled(CsvTable table, ColumnMapping mapping, IReadOnlyList<DicomInstance> instances, List<SourceProblem> problems)
    {
        var names = instances.SelectMany(instance => new[] { (Key: instance.File, instance), (Key: instance.Uid, instance) }).DistinctBy(pair => pair.Key).ToDictionary(pair => pair.Key, pair => pair.instance);
        var cases = new Dictionary<DicomInstance, SourceCase>();
        var named = new HashSet<DicomInstance>();
        foreach (var row in table.Rows)
        {
            var before = problems.Count;
            if (!names.TryGetValue(row.Cells[table.Column(mapping.File)], out var instance))
                problems.Add(new SourceProblem(table.Name, row.Line, "E_MISSING_FILE: no image in the folder has this path or SOPInstanceUID, or it was refused."));
            else if (!named.Add(instance))
                problems.Add(new SourceProblem(table.Name, row.Line, $"\"{instance.File}\" has a row already. Keep one of the two."));
            var values = LabelsFile.Values(table, row, mapping, problems);
            var split = LabelsFile.Fold(table, row, mapping, problems);
            if (instance is not null && problems.Count == before)
                cases[instance] = instance.AsCase(values, row.Line, split, mapping.View is null ? "" : row.Cells[table.Column(mapping.View)]);
        }

        problems.AddRange(instances.Where(instance => !named.Contains(instance)).Select(instance => new SourceProblem(instance.File, null, $"No row of {table.Name} labels this image; it is left out.", IsNote: true)));
        return [.. instances.Where(cases.ContainsKey).Select(instance => cases[instance])];
    }

    private static string Refusal(ImageFormatException refused) => $"{refused.Code}: {Unquoted(refused)}";

    /// <summary>The message without values out of the file, any of which could be a name.</summary>
    private static string Unquoted(ImageFormatException refused) => Quoted().Replace(refused.Detail, "(a value)");

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Quoted();
}
