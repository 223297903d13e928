using System.Globalization;
using StudyPortal.Imaging;
using StudyPortal.Imaging.Dicom;
using StudyPortal.Imaging.Volumes;

namespace StudyPortal.Core.Datasets;

/// <summary>
/// LUNA16: CT volumes in folders subset0 to subset9, and tables of places in them. Each place is a case: a patch of its axial
/// slice, -1000 to 400 HU in 8 bits, -1000 where it reaches outside. The patches at the same place of up to sixteen slices to either side
/// lie beside it, as far as the volume reaches. A patch is named <c>path#slice,column,row</c>.
/// </summary>
internal sealed class LunaAdapter : DatasetAdapter
{
    private const int Side = 64;

    /// <summary>Slices to either side of a case.</summary>
    private const int Reach = 16;

    /// <summary>
    /// With the patches beside it a place takes up to 33 files of at most 4.3 kB: 170 MB for the 1,186 nodules of the annotations, but
    /// 107 GB for the 754,975 candidates of the second list. Of a table of more places than this each patch stands alone.
    /// </summary>
    private const int MostWithStack = 10_000;

    private const double Air = -1000, Dense = 400;
    private readonly OpenVolumes _volumes = new();

    public override string Name => "luna16";

    public override bool Recognises(string folder) =>
        LunaFindings.Tables(folder).Any(name => TableHead.Of(folder, name).Contains(LunaPoint.Columns[0], StringComparison.OrdinalIgnoreCase)) && SourceFiles.All(folder).Any(LunaScan.IsScan);

    public override SourceListing List(ImportRequest request, CancellationToken cancellationToken)
    {
        var problems = new List<SourceProblem>();
        var (label, table, findings) = LunaFindings.Read(request, problems);
        var files = LunaScan.Files(request.Folder);
        var (cases, values) = (new Dictionary<string, SourceCase>(StringComparer.Ordinal), new ValueLists());
        var reach = findings.Count > MostWithStack ? 0 : Reach;
        if (reach == 0)
            problems.Add(new SourceProblem(table, null, string.Create(CultureInfo.InvariantCulture, $"More than {MostWithStack} places: their patches are imported without those of the slices beside them."), IsNote: true));
        foreach (var series in findings.GroupBy(finding => finding.Point.Series, StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Scan(request.Folder, series, files, table, problems) is not { } scan) continue;
            foreach (var finding in series)
                if (Case(finding, scan, table, request.Luna, values, problems) is { } found)
                    Add(cases, found with { Stack = Stack(found.File, scan, reach) }, table, problems);
        }

        return new SourceListing([label], [.. cases.Values], problems);
    }

    public override DecodedImage Decode(string folder, string file)
    {
        var (path, part) = PartOfFile.Read(file);
        var volume = _volumes.At(Path.Combine(folder, path)).Volume;
        var (left, top) = (part[1] - Side / 2, part[2] - Side / 2);
        var first = Math.Max(0, top);
        var values = volume.Rows(part[0], first, Math.Min(volume.Height, top + Side) - first);
        var image = GrayScale.Image(Side, Side, Air, Dense, (row, column) =>
        {
            var (y, x) = (row + top, column + left);
            return y >= 0 && y < volume.Height && x >= 0 && x < volume.Width ? values[(y - first) * volume.Width + x] : Air;
        });
        return new DecodedImage(image, 0, image.MaxValue) { Modality = "CT", Rescale = new LinearRescale((Dense - Air) / image.MaxValue, Air) };
    }

    /// <summary>Null where it is not there or cannot be read, which is told once for all rows of its series.</summary>
    private static LunaScan? Scan(string folder, IGrouping<string, LunaFinding> series, Dictionary<string, string> files, string table, List<SourceProblem> problems)
    {
        var (line, rows) = (series.First().Point.Line, series.Count());
        try
        {
            if (files.TryGetValue(series.Key, out var file)) return new LunaScan(file, VolumeFile.Read(Path.Combine(folder, file)));
            problems.Add(new SourceProblem(table, line, $"E_MISSING_FILE: no .mhd file in the folder is called as the series of this row, which {rows} rows name. Unpack its subset there or remove the rows."));
        }
        catch (ImageFormatException refused)
        {
            problems.Add(new SourceProblem(table, line, $"{refused.Code}: {refused.Detail} {rows} rows need this volume."));
        }

        return null;
    }

    /// <summary>Null where the place lies outside its scan.</summary>
    private static SourceCase? Case(LunaFinding finding, LunaScan scan, string table, LunaSettings settings, ValueLists values, List<SourceProblem> problems)
    {
        var (volume, line) = (scan.Volume, finding.Point.Line);
        var voxel = volume.Geometry.Nearest(finding.Point.World);
        if (voxel.X < 0 || voxel.Y < 0 || voxel.Z < 0 || voxel.X >= volume.Width || voxel.Y >= volume.Height || voxel.Z >= volume.Depth)
        {
            problems.Add(new SourceProblem(table, line, $"E_CSV_VALUE: The place lies outside the scan: voxel {voxel.X}, {voxel.Y}, {voxel.Z} of {volume.Width} x {volume.Height} x {volume.Depth}."));
            return null;
        }

        return new SourceCase
        {
            File = PartOfFile.Name(scan.File, voxel.Z, voxel.X, voxel.Y),
            Line = line,
            Patient = finding.Point.Series,
            Split = SplitOf(scan, settings, table),
            View = "",
            Origin = $"{table}, line {line}",
            Values = values.Share([finding.Value]),
        };
    }

    /// <summary>The patches at the same place, in the order of the slices; empty where there is no other.</summary>
    private static IReadOnlyList<string> Stack(string patch, LunaScan scan, int reach)
    {
        var (path, part) = PartOfFile.Read(patch);
        var first = Math.Max(0, part[0] - reach);
        var count = Math.Min(scan.Volume.Depth, part[0] + reach + 1) - first;
        return count > 1 ? [.. Enumerable.Range(first, count).Select(slice => PartOfFile.Name(path, slice, part[1], part[2]))] : [];
    }

    private static void Add(Dictionary<string, SourceCase> cases, SourceCase found, string table, List<SourceProblem> problems)
    {
        if (cases.TryAdd(found.File, found)) return;
        var (agrees, first) = (cases[found.File].Values[0] == found.Values[0], cases[found.File].Line);
        problems.Add(agrees
            ? new SourceProblem(table, found.Line, $"The same voxel as on line {first}; it is imported once.", IsNote: true)
            : new SourceProblem(table, found.Line, $"E_CSV_VALUE: The same voxel as on line {first} with another answer. Keep one of the two rows."));
    }

    /// <summary>Null where the set is divided by patient.</summary>
    private static DatasetSplit? SplitOf(LunaScan scan, LunaSettings settings, string table)
    {
        if (settings is { TestSubset: null, ValidationSubset: null }) return null;
        if (scan.Subset is not { } subset)
            throw new DatasetFormatException(table, null, "E_INVALID_DATASET: A subset is chosen for a split, but not all scans lie in folders subset0 to subset9.");
        return subset == settings.TestSubset ? DatasetSplit.Test : subset == settings.ValidationSubset ? DatasetSplit.Validation : DatasetSplit.Train;
    }
}
