using System.Text.Json;
using StudyPortal.Imaging.Dicom;

namespace StudyPortal.Core.Datasets;

/// <summary>What makes two imports the same as far as their pixels go, so that one can go on where the other was stopped.</summary>
internal static class ImportKey
{
    /// <summary>Of the name, the folder, the version and the settings by which files are decoded; not of those by which rows are read.</summary>
    public static string Of(ImportRequest request, DatasetAdapter adapter, Pseudonyms pseudonyms)
    {
        var decoding = request with
        {
            Adapter = adapter.Name, LabelsFile = null, Columns = null, Hints = new ColumnHints(), SplitSeed = 0, Stratify = false, SkipBadRows = false, Source = "", Limit = null,
            Uncertain = default, LabelMap = null, Into = null, Nih = new NihSettings(), Chexpert = new ChexpertSettings(),
        };
        return pseudonyms.Key("import", $"{SoftwareVersion.Current} {JsonSerializer.Serialize(decoding, PortalJson.Options)}");
    }

    /// <summary>By which a case is known again when its source is imported once more.</summary>
    public static string OfSource(string file, Pseudonyms pseudonyms) => pseudonyms.Key("source", file);
}
