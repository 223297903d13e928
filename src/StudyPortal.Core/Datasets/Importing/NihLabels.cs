namespace StudyPortal.Core.Datasets;

/// <summary>The labels of NIH ChestX-ray14.</summary>
internal static class NihLabels
{
    private const string NoFinding = "No Finding";

    /// <summary>In the order of the flags of CheXNet's lists.</summary>
    private static readonly string[] Findings =
    [
        "Atelectasis", "Cardiomegaly", "Effusion", "Infiltration", "Mass", "Nodule", "Pneumonia",
        "Pneumothorax", "Consolidation", "Edema", "Emphysema", "Fibrosis", "Pleural_Thickening", "Hernia",
    ];

    /// <summary>The fourteen findings, and that there is none.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Findings, NoFinding];

    public static int FlagCount => Findings.Length;

    /// <summary>What a cell such as <c>Edema|Effusion</c> says of <see cref="All"/>; null, with the reason, where it is no list of findings.</summary>
    public static LabelValue[]? Read(string cell, out string reason)
    {
        var values = new LabelValue[All.Count];
        foreach (var name in cell.Split('|', StringSplitOptions.TrimEntries))
        {
            if (Index(name) is not (>= 0 and var index))
            {
                reason = $"E_CSV_VALUE: \"{name}\" is none of {string.Join(", ", All)}.";
                return null;
            }

            values[index] = LabelValue.Positive;
        }

        reason = "E_CSV_VALUE: No Finding stands beside a finding; expected one or the other.";
        return values[^1] == LabelValue.Positive && values.Count(value => value == LabelValue.Positive) > 1 ? null : values;
    }

    /// <summary>What fourteen flags say of <see cref="All"/>; null where one is neither 0 nor 1.</summary>
    public static LabelValue[]? OfFlags(ReadOnlySpan<string> flags)
    {
        var values = new LabelValue[All.Count];
        for (var index = 0; index < flags.Length; index++)
            if (flags[index] is "0" or "1") values[index] = flags[index] == "1" ? LabelValue.Positive : LabelValue.Negative;
            else return null;
        values[^1] = values.Contains(LabelValue.Positive) ? LabelValue.Negative : LabelValue.Positive;
        return values;
    }

    /// <summary>BBox_List_2017.csv says Infiltrate where Data_Entry_2017.csv says Infiltration.</summary>
    public static string? OfBox(string name) => name == "Infiltrate" ? "Infiltration" : Index(name) is >= 0 and var index ? All[index] : null;

    private static int Index(string name)
    {
        for (var index = 0; index < All.Count; index++)
            if (All[index] == name) return index;
        return -1;
    }
}
