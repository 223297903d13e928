using System.Text.RegularExpressions;

namespace StudyPortal.Core.Datasets;

/// <summary>CheXpert as it is published: train.csv and valid.csv beside train/ and valid/, or one folder above them.</summary>
internal sealed partial class ChexpertAdapter : DatasetAdapter
{
    private const string Train = "train.csv", Valid = "valid.csv", Projection = "Frontal/Lateral", Lateral = "Lateral";

    private static readonly string[] Labels =
    [
        "No Finding", "Enlarged Cardiomediastinum", "Cardiomegaly", "Lung Opacity", "Lung Lesion", "Edema", "Consolidation",
        "Pneumonia", "Atelectasis", "Pneumothorax", "Pleural Effusion", "Pleural Other", "Fracture", "Support Devices",
    ];

    public override string Name => "chexpert";

    public override bool Recognises(string folder) => Base(folder) is not null;

    public override SourceListing List(ImportRequest request, CancellationToken cancellationToken)
    {
        var below = Base(request.Folder) ?? throw new DatasetFormatException(Train, null, $"E_CSV_SCHEMA: There is no {Train} or {Valid} with the columns Path and {Projection} in the folder.");
        IReadOnlyList<string> labels = [.. LabelChoice.Of(Labels, request.Hints.Labels, Train)];
        var reading = new Reading(request, below, labels, cancellationToken);
        foreach (var name in request.LabelsFile is { } only ? [only] : Tables(Path.Combine(request.Folder, below))) reading.Add(name);
        if (reading.Laterals > 0)
            reading.Problems.Add(new SourceProblem(StoredNames.AllFiles, null, $"{reading.Laterals} lateral images are left out; a setting of the import takes them in.", IsNote: true));
        return new SourceListing(labels, reading.Cases, reading.Problems);
    }

    public override DecodedImage Decode(string folder, string file) => DecodedImage.OfRaster(Path.Combine(folder, file));

    /// <summary>Where the tables lie, relative to the folder; null when they do not.</summary>
    private static string? Base(string folder)
    {
        if (Tables(folder).Any()) return "";
        return Directory.EnumerateDirectories(folder).Where(sub => Tables(sub).Any()).Take(2).ToList() is [var only] ? Path.GetFileName(only) + "/" : null;
    }

    private static IEnumerable<string> Tables(string folder) => ((string[])[Train, Valid]).Where(name => IsTable(folder, name));

    private static bool IsTable(string folder, string name) =>
        TableHead.Of(folder, name) is var header && header.Contains("Path", StringComparison.Ordinal) && header.Contains(Projection, StringComparison.Ordinal);

    [GeneratedRegex(@"(?<=^|/)patient\d+(?=/)")]
    private static partial Regex PatientFolder();

    private sealed class Reading(ImportRequest request, string below, IReadOnlyList<string> labels, CancellationToken cancellationToken)
    {
        private readonly string _folder = Path.Combine(request.Folder, below);
        private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);
        private readonly ValueLists _lists = new();

        public List<SourceCase> Cases { get; } = [];

        public List<SourceProblem> Problems { get; } = [];

        public int Laterals { get; private set; }

        public void Add(string name)
        {
            using var rows = CsvRows.Open(_folder, name, Problems);
            var (path, projection, view) = (rows.Column("Path"), rows.Column(Projection), rows.Find("AP/PA"));
            var columns = labels.Select(rows.Column).ToArray();
            var split = name == Valid ? request.Chexpert.Valid : Rest();
            foreach (var row in rows.Read())
            {
                cancellationToken.ThrowIfCancellationRequested();
                var isLateral = row.Cells[projection] == Lateral;
                if (isLateral && !request.Chexpert.Laterals) Laterals++;
                else Add(name, row, row.Cells[path], columns, split, isLateral ? Lateral : view is { } at ? row.Cells[at] : "");
            }
        }

        /// <summary>The training split as a whole, unless validation has to be drawn from it.</summary>
        private DatasetSplit? Rest() => request.Chexpert.Valid == DatasetSplit.Validation && IsTable(_folder, Valid) ? DatasetSplit.Train : null;

        private void Add(string name, TableRow row, string named, int[] columns, DatasetSplit? split, string view)
        {
            var before = Problems.Count;
            var (file, refusal) = SourceFiles.Find(_folder, WithoutPrefix(named));
            var patient = PatientFolder().Match(named);
            if (file is null) Problems.Add(new SourceProblem(name, row.Line, SourceFiles.WithoutName(refusal!, WithoutPrefix(named))));
            else if (!_lines.TryAdd(file, row.Line)) Problems.Add(new SourceProblem(name, row.Line, $"E_CSV_VALUE: The image of this row is already on line {_lines[file]}. Keep one of the two rows."));
            if (file is not null && !patient.Success) Problems.Add(new SourceProblem(name, row.Line, "E_CSV_VALUE: The path of this row names no patient; expected a folder like patient00001."));
            var values = Values(name, row, columns);
            if (Problems.Count == before)
                Cases.Add(new SourceCase { File = below + file, Line = row.Line, Patient = patient.Value, Split = split, View = view, Origin = $"{name}, line {row.Line}", Values = values });
        }

        private IReadOnlyList<LabelValue> Values(string name, TableRow row, int[] columns)
        {
            Span<LabelValue> values = stackalloc LabelValue[columns.Length];
            foreach (var (index, column) in columns.Index())
                if (LabelText.Read(row.Cells[column]) is { } value) values[index] = value;
                else Problems.Add(LabelsFile.NoLabel(name, row.Line, labels[index], row.Cells[column]));
            return _lists.Share(values);
        }

        /// <summary>The first segment is the name of the release, which the folder on the disk need not have.</summary>
        private static string WithoutPrefix(string named) =>
            named.IndexOf('/') is > 0 and var slash && named[..slash] is not ("train" or "valid" or "..") ? named[(slash + 1)..] : named;
    }
}
