using StudyPortal.Core.Datasets;

namespace StudyPortal.Web.Features.Datasets;

/// <summary>What the import wizard has been told so far.</summary>
public sealed class ImportForm
{
    public string Folder { get; set; } = "";

    public string Name { get; set; } = "";

    /// <summary>Null for the format that is recognised.</summary>
    public string? Format { get; set; }

    /// <summary>Null for the usual one.</summary>
    public string? LabelsFile { get; set; }

    /// <summary>Null for the columns that the header suggests.</summary>
    public ColumnMapping? Columns { get; set; }

    /// <summary>The column that names the images, where the header does not tell.</summary>
    public string? FileColumn { get; set; }

    public int Seed { get; set; } = 1;

    public bool SkipsBadRows { get; set; }

    public string Source { get; set; } = "";

    public DatasetSplit? Into { get; set; }

    public UncertainPolicy Uncertain { get; set; }

    /// <summary>Null for the labels of the source.</summary>
    public LabelMap? Map { get; set; }

    /// <summary>Only so many images; null for all.</summary>
    public int? Limit { get; set; }

    public NihSettings Nih { get; set; } = new();

    public ChexpertSettings Chexpert { get; set; } = new();

    public LunaSettings Luna { get; set; } = new();

    /// <summary>What was told about one folder says nothing of another.</summary>
    public static ImportForm Of(string folder) => new() { Folder = folder };

    public ImportRequest Request() => new()
    {
        Name = Name,
        Folder = Folder,
        Adapter = Format,
        LabelsFile = LabelsFile,
        Columns = Columns,
        Hints = new ColumnHints(File: FileColumn),
        SplitSeed = Seed,
        SkipBadRows = SkipsBadRows,
        Source = Source.Trim(),
        Into = Into,
        Uncertain = Uncertain,
        LabelMap = Map,
        Limit = Limit,
        Nih = Nih,
        Chexpert = Chexpert,
        Luna = Luna,
    };
}
