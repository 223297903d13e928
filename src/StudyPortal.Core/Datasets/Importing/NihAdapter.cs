using System.Globalization;

namespace StudyPortal.Core.Datasets;

/// <summary>NIH ChestX-ray14 as it is published: Data_Entry_2017.csv in either version, or CheXNet's lists with flags; images in images/ or in images_001/ to images_012/.</summary>
internal sealed class NihAdapter : DatasetAdapter
{
    private const int OldestPlausible = 120, PatientDigits = 8;

    private static readonly string[] Entries = ["Data_Entry_2017_v2020.csv", "Data_Entry_2017.csv"];

    public override string Name => "nih";

    public override bool Recognises(string folder) => EntryFile(folder) is not null || (NihLists.AreIn(folder) && SourceFiles.Images(folder).Any());

    public override SourceListing List(ImportRequest request, CancellationToken cancellationToken)
    {
        var problems = new List<SourceProblem>();
        var lists = NihLists.Read(request.Folder, request.Nih, problems);
        var name = request.LabelsFile ?? EntryFile(request.Folder);
        IReadOnlyList<string> labels = [.. LabelChoice.Of(NihLabels.All, request.Hints.Labels, name ?? Entries[0])];
        var reading = new Reading(request.Folder, lists, [.. labels.Select(label => NihLabels.All.Index().First(each => each.Item == label).Index)], problems);
        if (name is not null) reading.AddTable(name, cancellationToken);
        else reading.AddLists(cancellationToken);
        var boxes = NihBoxes.Read(request.Folder, labels, reading.Cases.Keys.ToHashSet(), problems);
        return new SourceListing(labels, [.. reading.Cases.Select(named => boxes.Contains(named.Key) ? named.Value with { Boxes = [.. boxes[named.Key]] } : named.Value)], problems);
    }

    public override DecodedImage Decode(string folder, string file) => DecodedImage.OfRaster(Path.Combine(folder, file));

    private static string? EntryFile(string folder) => Array.Find(Entries, name => File.Exists(Path.Combine(folder, name)));

    private sealed class Reading(string folder, NihLists lists, int[] chosen, List<SourceProblem> problems)
    {
        private readonly IReadOnlyDictionary<string, string> _images = SourceFiles.ByName(folder, problems);
        private readonly ValueLists _values = new();
        private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);

        /// <summary>By the image's name, in the order of their rows.</summary>
        public Dictionary<string, SourceCase> Cases { get; } = new(StringComparer.Ordinal);

        public void AddTable(string table, CancellationToken cancellationToken)
        {
            using var rows = CsvRows.Open(folder, table, problems);
            var (image, findings) = (rows.Column("Image Index"), rows.Column("Finding Labels"));
            var (patient, age, view) = (rows.Find("Patient ID"), rows.Find("Patient Age"), rows.Find("View Position"));
            foreach (var row in rows.Read())
            {
                cancellationToken.ThrowIfCancellationRequested();
                var values = NihLabels.Read(row.Cells[findings], out var reason);
                if (values is null) problems.Add(new SourceProblem(table, row.Line, reason));
                NoteAge(table, row.Line, age is null ? "" : row.Cells[age.Value]);
                Add(row.Cells[image], table, row.Line, values, patient is null ? null : row.Cells[patient.Value], view is null ? "" : row.Cells[view.Value]);
            }

            if (_lines.Count == 0) throw new DatasetFormatException(table, 2, "E_CSV_SCHEMA: No row follows the header.");
        }

        /// <exception cref="DatasetFormatException">No line of a list has flags.</exception>
        public void AddLists(CancellationToken cancellationToken)
        {
            if (lists.Entries.Values.All(entry => entry.Values is null))
                throw new DatasetFormatException(Entries[0], null, $"E_MISSING_FILE: Neither {string.Join(" nor ", Entries)} is in the folder, and the lists have no flags.");
            foreach (var (name, entry) in lists.Entries)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (entry.Values is null) problems.Add(new SourceProblem(entry.List, entry.Line, "E_CSV_VALUE: The image has no flags, and no table of findings is there."));
                Add(name, entry.List, entry.Line, entry.Values, null, "");
            }
        }

        private void Add(string name, string source, int line, LabelValue[]? values, string? patient, string view)
        {
            var isNew = _lines.TryAdd(name, line);
            if (SourceFiles.Outside(name) is { } outside) problems.Add(new SourceProblem(source, line, SourceFiles.WithoutName(outside, name)));
            else if (!isNew) problems.Add(new SourceProblem(source, line, $"E_CSV_VALUE: The image of this row is already on line {_lines[name]}. Keep one of the two rows."));
            else if (!_images.TryGetValue(name, out var path)) problems.Add(new SourceProblem(source, line, "E_MISSING_FILE: The file of this row is not in the folder. Copy the file there or remove the row."));
            else if (lists.SplitOf(name) is var (split, refusal) && refusal is not null) problems.Add(new SourceProblem(source, line, refusal, IsNote: true));
            else if (PatientOf(name, patient) is not { } id) problems.Add(new SourceProblem(source, line, $"E_CSV_VALUE: the first {PatientDigits} digits of the name and Patient ID do not name the same patient."));
            else if (values is not null)
                Cases[name] = new SourceCase
                {
                    File = path, Line = line, Patient = id, Split = split, View = view, Origin = $"{source}, line {line}",
                    Values = _values.Share(Array.ConvertAll(chosen, label => values[label])),
                };
        }

        /// <summary>Ages are not imported, yet an impossible one casts doubt on its row.</summary>
        private void NoteAge(string table, int line, string age)
        {
            if (int.TryParse(age.TrimEnd('Y'), NumberStyles.None, CultureInfo.InvariantCulture, out var years) && years > OldestPlausible)
                problems.Add(new SourceProblem(table, line, $"The patient's age is above {OldestPlausible}. Ages are not imported; the row is.", IsNote: true));
        }

        /// <summary>Without leading zeros, so that a table and a list name a patient alike.</summary>
        private static string? PatientOf(string name, string? column)
        {
            var digits = name.Length > PatientDigits && name[..PatientDigits].All(char.IsAsciiDigit) ? name[..PatientDigits].TrimStart('0') : null;
            return string.IsNullOrEmpty(column) || digits is null || column.TrimStart('0') == digits ? digits ?? column : null;
        }
    }
}
