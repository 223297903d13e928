using StudyPortal.Imaging;
using StudyPortal.Imaging.Volumes;

namespace StudyPortal.Core.Datasets;

/// <summary>
/// The kneeMRI set of Rijeka: metadata.csv beside folders of pickled volumes. Each slice of the region around the ligament
/// is a case with the diagnosis of its exam, in 8 bits between the least and the greatest value of the whole volume.
/// A case is named <c>path#slice,x,y,width,height</c>.
/// </summary>
internal sealed class KneeAdapter : DatasetAdapter
{
    private const string Table = "metadata.csv";
    private static readonly string[] Diagnoses = ["healthy", "partially injured", "completely ruptured"];
    private readonly OpenVolumes _volumes = new();

    public override string Name => "kneemri";

    public override bool Recognises(string folder) => TableHead.Of(folder, Table).Contains("aclDiagnosis", StringComparison.OrdinalIgnoreCase);

    public override SourceListing List(ImportRequest request, CancellationToken cancellationToken)
    {
        var problems = new List<SourceProblem>();
        using var table = TableHead.Open(request.Folder, request.LabelsFile ?? Table, KneeRow.Columns, problems);
        var files = SourceFiles.Inside(request.Folder).Where(file => file.EndsWith(".pck", StringComparison.OrdinalIgnoreCase)).ToLookup(file => Path.GetFileName(file), StringComparer.Ordinal);
        var (cases, lines) = (new List<SourceCase>(), new Dictionary<string, int>(StringComparer.Ordinal));
        foreach (var row in table.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (KneeRow.Read(table, row, problems) is { } knee && FileOf(knee, files, table.Name, problems) is { } file)
            {
                var slices = Slices(request.Folder, file, knee, table.Name, problems);
                if (slices.Count > 0 && !lines.TryAdd(file, row.Line))
                    problems.Add(new SourceProblem(table.Name, row.Line, $"E_CSV_VALUE: The volume of this row is already on line {lines[file]}. Keep one of the two rows."));
                else
                    cases.AddRange(slices);
            }
        }

        return new SourceListing(Diagnoses, cases, problems);
    }

    public override DecodedImage Decode(string folder, string file)
    {
        var (path, part) = PartOfFile.Read(file);
        var open = _volumes.At(Path.Combine(folder, path));
        var (x, y, width, height) = (part[1], part[2], part[3], part[4]);
        var values = open.Volume.Rows(part[0], y, height);
        var image = GrayScale.Image(width, height, open.Range.Low, open.Range.High, (row, column) => values[row * open.Volume.Width + x + column]);
        return new DecodedImage(image, 0, image.MaxValue) { Modality = "MR" };
    }

    private static string? FileOf(KneeRow knee, ILookup<string, string> files, string table, List<SourceProblem> problems)
    {
        string[] found = [.. files[knee.Volume]];
        if (found is [var only]) return only;
        problems.Add(new SourceProblem(table, knee.Line, knee.Volume switch
        {
            _ when knee.Volume.AsSpan().IndexOfAny('/', '\\') >= 0 => "E_PATH_TRAVERSAL: Column volumeFilename holds a path; expected the name of a .pck file in a folder below.",
            _ when found.Length > 1 => "E_CSV_VALUE: Column volumeFilename: several folders have a file of this name. Keep one of them.",
            _ => "E_MISSING_FILE: Column volumeFilename: no folder has a .pck file of this name. Unpack its archive there or remove the row.",
        }));
        return null;
    }

    /// <summary>The slices of the region, as far as they and it lie in the volume.</summary>
    private static List<SourceCase> Slices(string folder, string file, KneeRow knee, string table, List<SourceProblem> problems)
    {
        try
        {
            var volume = VolumeFile.Read(Path.Combine(folder, file));
            var ((x, width), (y, height), (z, depth)) = (Inside(knee.X, knee.Width, volume.Width), Inside(knee.Y, knee.Height, volume.Height), Inside(knee.Z, knee.Depth, volume.Depth));
            var size = $"the volume of {volume.Width} x {volume.Height} x {volume.Depth} voxels";
            if (width > 0 && height > 0 && depth > 0)
            {
                if ((width, height, depth) != (knee.Width, knee.Height, knee.Depth))
                    problems.Add(new SourceProblem(table, knee.Line, $"The region of interest reaches outside {size}; {width} x {height} x {depth} voxels of it are imported.", IsNote: true));
                return Cases([.. Enumerable.Range(z, depth).Select(slice => PartOfFile.Name(file, slice, x, y, width, height))], knee, z, table);
            }

            problems.Add(new SourceProblem(table, knee.Line, $"E_CSV_VALUE: The region of interest is empty or lies outside {size}."));
        }
        catch (ImageFormatException refused)
        {
            problems.Add(new SourceProblem(table, knee.Line, $"{refused.Code}: {refused.Detail}"));
        }

        return [];
    }

    private static (int Start, int Count) Inside(int start, int count, int size)
    {
        var from = Math.Clamp(start, 0, size);
        return (from, (int)Math.Clamp((long)start + count, 0, size) - from);
    }

    private static List<SourceCase> Cases(string[] slices, KneeRow knee, int firstSlice, string table) => [.. slices.Select((slice, index) => new SourceCase
    {
        File = slice,
        Line = knee.Line,
        Patient = knee.Exam,
        Split = null,
        View = "",
        Origin = $"{table}, line {knee.Line}, slice {firstSlice + index}",
        Values = [.. Diagnoses.Select((_, diagnosis) => diagnosis == knee.Diagnosis ? LabelValue.Positive : LabelValue.Negative)],
        Stack = slices.Length > 1 ? slices : [],
    })];
}
