using System.Globalization;
using StudyPortal.Imaging.Raster;
using StudyPortal.Learning.Training;

namespace StudyPortal.MethodBenchmark;

/// <summary>
/// Images in a folder with labels.csv: chest radiographs with boxes.csv, as realset/nih_cxr, their classes and the boxes of
/// pneumonia; or patches of computed tomographies, as realset/luna_patches, nodules and other candidates, without boxes.
/// </summary>
internal static class RealSet
{
    private const string Boxed = "Pneumonia";

    private const int Size = 96, BoxesDrawnAt = 224;

    public static LesionSet Read(string folder)
    {
        var rows = Table(Path.Combine(folder, "labels.csv"));
        string boxesPath = Path.Combine(folder, "boxes.csv");
        bool isChest = File.Exists(boxesPath);
        var boxes = isChest ? Table(boxesPath) : [];
        var test = rows.FindAll(row => row["fold"] == "test");
        TrainingSet Fold(string name) => Set(folder, rows.FindAll(row => row["fold"] == name));
        (TrainingSet training, TrainingSet validation) = (Fold("train"), Fold("valid"));
        return new LesionSet(
            $"REAL {(isChest ? "chest radiographs" : "CT patches")}, {Size} px: {training.Images.Count} training, {validation.Images.Count} validation, {test.Count} test images; "
            + (isChest ? "pneumonia against no finding" : "nodules against other candidates, no boxes"),
            "small-cxr", training, validation, Set(folder, test),
            [.. boxes.Where(box => box["label"] == Boxed).Select(box => Of(box, test)).OfType<Lesion>()]);
    }

    private static TrainingSet Set(string folder, List<Dictionary<string, string>> rows) => LesionSet.Of(
        [.. rows.Select(row => Resampled.ToUnitFloats(RasterReader.Read(Path.Combine(folder, "images", row["filename"])), Size))],
        [.. rows.Select(row => new[] { row.GetValueOrDefault("class") == "pneumonia" || row.GetValueOrDefault("nodule") == "1" ? 1f : 0f })],
        Size);

    /// <summary>Null where the box is of no test image.</summary>
    private static Lesion? Of(Dictionary<string, string> box, List<Dictionary<string, string>> test)
    {
        double At(string side) => double.Parse(box[side], CultureInfo.InvariantCulture) * Size / BoxesDrawnAt;
        int index = test.FindIndex(row => row["filename"] == box["filename"]);
        return index < 0 ? null : Lesion.In(index, 0, Size, At("x"), At("y"), At("width"), At("height"));
    }

    private static List<Dictionary<string, string>> Table(string path)
    {
        string[][] lines = [.. File.ReadLines(path).Select(line => line.Split(','))];
        return [.. lines.Skip(1).Select(cells => lines[0].Zip(cells).ToDictionary(cell => cell.First, cell => cell.Second))];
    }
}
